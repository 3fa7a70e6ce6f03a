import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { pulumiCli, sandboxEnvironment } from "@consumer-notebook/toolchain";
import ts from "typescript";
import { afterAll, beforeAll, expect, test } from "vitest";
import { packAll } from "../../packages/toolchain/pack/pack.ts";
import { blocksOf, commandsOf } from "../support/page.ts";

/** Nothing of this repository is on the way up from here, as in somebody else's project. */
const folder = realpathSync(mkdtempSync(join(tmpdir(), "packed-")));
const LONG_MS = 5 * 60_000;

const PROGRAM = `import { HerokuApp } from "@consumer-notebook/heroku-components";
import { LogDrain } from "@pulumi/heroku";

const shop = new HerokuApp("shop", {
  name: "example-shop",
  vars: { LOG_LEVEL: "info" },
  addOns: { redis: { plan: "heroku-redis:mini" } },
  protectData: false,
  build: "./code",
  formation: { web: { quantity: 1, size: "basic" } },
});
new LogDrain("log", { app: shop.appId, url: "https://logs.example.com/drain" });
export const { webUrl, monthlyCost } = shop;
`;

const FILES: Record<string, string> = {
  "package.json": JSON.stringify({ name: "elsewhere", private: true, type: "module", main: "index.ts" }),
  "Pulumi.yaml": blocksOf("packages/heroku/README.md", "@pulumi/heroku", "yaml").join().replace("index.js", "index.ts"),
  "index.ts": PROGRAM,
  "tsconfig.json": JSON.stringify({
    compilerOptions: { module: "nodenext", target: "es2024", strict: true, noEmit: true, types: [] },
    files: ["index.ts"],
  }),
};

const { pulumi, env: own } = await pulumiCli();
const env = { ...own };

async function run(command: string, ...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(command, args, { cwd: folder, env, maxBuffer: 1 << 24 });
  return stdout;
}

let address: string;
let ended: () => Promise<unknown>;

beforeAll(async () => {
  const archives = await packAll(join(folder, "packages"));
  for (const [name, text] of Object.entries(FILES)) writeFileSync(join(folder, name), text);
  await run("mkdir", "code", "state");
  writeFileSync(join(folder, "code/Procfile"), "web: python -m http.server $PORT\n");
  writeFileSync(join(folder, "code/requirements.txt"), "");
  const install = commandsOf("packages/heroku/README.md").join(" ");
  expect(install).toMatch(/^npm install FOLDER\/\S+\.tgz @pulumi\/pulumi$/);
  const [provider = "", ...others] = archives;
  await run("sh", "-c", `${install.replace("FOLDER", dirname(provider))}@3.256.0 ${others.join(" ")} --prefer-offline`);
  const sandbox = spawn("npx", ["heroku-sandbox", "--port", "0", "--until-stdin-ends"], { cwd: folder, env });
  ended = () => {
    const end = once(sandbox, "close");
    sandbox.stdin.end();
    return end;
  };
  for await (const line of createInterface({ input: sandbox.stdout })) {
    address = /^Heroku sandbox ready at (\S+)$/.exec(line)?.[1] ?? "";
    if (address !== "") break;
  }
  Object.assign(env, sandboxEnvironment(folder, address));
}, LONG_MS);

afterAll(async () => {
  await ended?.();
  rmSync(folder, { recursive: true });
});

test("provider, components and sandbox work from their packages: preview, up, and a preview without a change", async () => {
  await run(pulumi, "stack", "init", "dev");
  expect(await run(pulumi, "preview", "--stack", "dev", "--diff")).toContain('name       : "example-shop"');
  const up = await run(pulumi, "up", "--stack", "dev", "--yes", "--skip-preview");
  expect(up).toMatch(/monthlyCost: "\$10\.00"/);
  await run(pulumi, "preview", "--stack", "dev", "--refresh", "--expect-no-changes");
  const answer = await fetch(`${address}/apps/example-shop/formation`, {
    headers: { accept: "application/vnd.heroku+json; version=3", authorization: `Bearer ${env.HEROKU_API_KEY}` },
  });
  expect(await answer.json()).toMatchObject([{ type: "web", quantity: 1, size: "Basic" }]);
  const page = await (await fetch(`${address}/`, { headers: { accept: "text/html" } })).text();
  expect(page).toContain("example-shop");
  const style = /<link rel="stylesheet" href="([^"]+)"/.exec(page)?.[1];
  expect((await fetch(`${address}${style}`)).headers.get("content-type")).toContain("text/css");
  await run(pulumi, "destroy", "--stack", "dev", "--yes", "--skip-preview");
});

test("the program that uses them is type-checked, and an editor shows the text of a field", async () => {
  const file = join(folder, "index.ts");
  const options = ts.parseJsonConfigFileContent(
    ts.readConfigFile(join(folder, "tsconfig.json"), ts.sys.readFile).config,
    ts.sys,
    folder,
  );
  const service = ts.createLanguageService({
    fileExists: ts.sys.fileExists,
    readFile: ts.sys.readFile,
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories,
    realpath: ts.sys.realpath,
    useCaseSensitiveFileNames: () => true,
    getCompilationSettings: () => options.options,
    getScriptFileNames: () => [file],
    getScriptVersion: () => "1",
    getScriptSnapshot: (path) => {
      const text = ts.sys.readFile(path);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => folder,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
  });
  expect(service.getSemanticDiagnostics(file).map(({ messageText }) => messageText)).toEqual([]);
  const shown = service.getQuickInfoAtPosition(file, PROGRAM.indexOf('url: "https'));
  expect(ts.displayPartsToString(shown?.documentation)).toContain("An app has 5 drains at most.");
});

test("nothing of this repository is used there", async () => {
  const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");
  for (const name of ["@pulumi/heroku", "@consumer-notebook/heroku-components", "@consumer-notebook/heroku-sandbox"])
    expect(realpathSync(join(folder, "node_modules", name)).startsWith(folder)).toBe(true);
  expect(folder.startsWith(root)).toBe(false);
});
