import { mkdirSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { packAll } from "../../packages/toolchain/pack/pack.ts";
import { newStranger, type Stranger } from "../support/stranger.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const LONG_MS = 5 * 60_000;
const MADE_HERE = ["@pulumi/heroku", "@consumer-notebook/heroku-components", "@consumer-notebook/heroku-sandbox"];

/** This repository is installed, and packing takes a while: neither is done twice. */
const DONE = /^npm (ci|run pack) ?.*\n/gm;
const DONE_BY_THE_OTHER = /^npm (ci|run pack|install) ?.*\n/gm;

let notes: Stranger;
let shops: Stranger;

beforeAll(async () => {
  notes = await newStranger("app-with-database", "../notes");
  shops = await newStranger("fleet", "../shops");
  await packAll(join(notes.folder, "packages"));
}, LONG_MS);
afterAll(async () => {
  await notes?.close();
  await shops?.close();
});

/** What is there of each kind, at Heroku. */
const names = async (stranger: Stranger, path: string) =>
  (await stranger.api<{ name: string }[]>(path)).map(({ name }) => name).sort();
const dynos = async (stranger: Stranger, app: string) =>
  (await stranger.api<{ type: string; quantity: number; size: string }[]>(`/apps/${app}/formation`))
    .filter(({ quantity }) => quantity > 0)
    .map(({ type, quantity, size }) => `${type} ${quantity} ${size}`)
    .sort();

/** The lines that say that resources were made, changed or deleted: `created AddOn notes-cache`. */
const done = (output: string): string[] =>
  [...output.matchAll(/heroku:index:(\w+) (\S+) (created|updated|deleted)\b/g)]
    .map(([, type, name, what]) => `${what} ${type} ${name}`)
    .sort();

const edit = (stranger: Stranger, file: string, change: (text: string) => string) => {
  const path = join(stranger.folder, file);
  writeFileSync(path, change(readFileSync(path, "utf8")));
};

describe("an app with a database and a worker", () => {
  test("its README leads from nothing to an app, and a preview without a change", { timeout: LONG_MS }, async () => {
    await notes.follow("npm ci", DONE);
    await notes.startSandbox();
    const output = await notes.follow("pulumi up");
    expect(output).toMatch(/monthlyCost *: "\$19\.00"/);
    expect(output).toMatch(/\+ 8 created/);
    expect(output).not.toContain("a-key-for-those-who-write");
    expect(await dynos(notes, "example-notes-dev")).toEqual(["web 1 Basic", "worker 1 Basic"]);
    const vars = await notes.api("/apps/example-notes-dev/config-vars");
    expect(vars).toMatchObject({ PGSSLMODE: "no-verify", WRITE_KEY: "a-key-for-those-who-write" });
    expect(vars).toHaveProperty("DATABASE_URL");
  });

  test("the page of its sandbox shows it", async () => {
    const page = await (await notes.look("/")).text();
    expect(page).toContain("example-notes-dev");
    const style = /<link rel="stylesheet" href="([^"]+)"/.exec(page)?.[1] ?? "";
    expect((await notes.look(style)).headers.get("content-type")).toContain("text/css");
  });

  test("nothing of this repository is used there", () => {
    for (const name of MADE_HERE)
      expect(realpathSync(join(notes.folder, "node_modules", name)).startsWith(notes.folder)).toBe(true);
    expect(notes.folder.startsWith(ROOT)).toBe(false);
  });

  test("an argument that is misspelt is told, without a stack trace, and changes nothing", async () => {
    edit(notes, "index.ts", (text) => text.replace("addOns", "addons"));
    const output = await notes.fails("pulumi up");
    edit(notes, "index.ts", (text) => text.replace("addons", "addOns"));
    expect(output).toMatch(
      /error: HerokuApp "notes" says one thing that is wrong:\n\s+addons: is not known here; did you mean "addOns"\?\n/,
    );
    expect(output).not.toMatch(/^\s+at /m);
    expect(done(output)).toEqual([]);
  });

  test("a second worker, a cache and a webhook are a line each", async () => {
    expect(done(await notes.follow("worker: { quantity: 2"))).toEqual(["updated Formation notes"]);
    expect(await dynos(notes, "example-notes-dev")).toEqual(["web 1 Standard-1X", "worker 2 Standard-1X"]);
    edit(notes, "index.ts", (text) => `${text}\n${notes.blocks("ts").join("\n")}`);
    const output = await notes.follow("heroku-redis");
    expect(done(output)).toEqual(["created AddOn notes-cache", "created AppWebhook builds"]);
    expect(output).toMatch(/monthlyCost: "\$80\.00" => "\$83\.00"/);
  });

  test("an editor shows what each line may be, and the compiler has nothing to say", () => {
    const { complaints, shown, untold } = editorOf(notes.folder);
    expect(complaints).toEqual([]);
    expect(shown("quantity: 1")).toContain("0 to 100");
    expect(shown("url: ")).not.toBe("");
    expect(shown("formation: {")).toContain("https://devcenter.heroku.com/articles/dyno-types");
    for (const braces of ['HerokuApp("notes", {', "database: {", "backup: {", "web: {"])
      expect(untold(braces)).toEqual([]);
  });

  test("it goes, once its data may, and leaves nothing", async () => {
    await notes.follow("pulumi destroy");
    expect(await names(notes, "/apps")).toEqual([]);
    expect(await names(notes, "/addons")).toEqual([]);
  });
});

describe("a fleet of apps from a list", () => {
  test("its README leads from nothing to all of them, and a preview without a change", {
    timeout: LONG_MS,
  }, async () => {
    const wanted = ({ folder }: Stranger) => {
      const { dependencies, devDependencies } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
      return { dependencies, devDependencies };
    };
    mkdirSync(shops.folder);
    for (const part of ["packages", "node_modules"]) symlinkSync(join(notes.folder, part), join(shops.folder, part));
    await shops.follow("npm ci", DONE_BY_THE_OTHER);
    expect(wanted(shops)).toEqual(wanted(notes));
    await shops.startSandbox();
    const output = await shops.follow("pulumi up");
    expect(output).toMatch(/monthlyCost: "\$65\.00"/);
    expect(output).toMatch(/\+ 34 created/);
    expect(await names(shops, "/apps")).toEqual([
      "example-shop-berlin",
      "example-shop-boston",
      "example-shop-lisbon",
      "example-shops-staging",
    ]);
    expect(await shops.api("/apps/example-shop-lisbon/config-vars")).toEqual({
      SHOP: "lisbon",
      LOG_LEVEL: "info",
      CLOSED_ON: "sunday",
    });
  });

  test("one app is scaled by a line, and no other one is touched", async () => {
    expect(done(await shops.follow("web: 3"))).toEqual(["updated Formation boston"]);
    expect(await dynos(shops, "example-shop-boston")).toEqual(["web 3 Standard-1X"]);
  });

  test("a new line makes an app, a line that goes takes its app with it, and no other one is touched", async () => {
    const changed = done(await shops.follow("oslo"));
    expect(changed).toEqual([
      "created App oslo",
      "created AppFeature oslo-runtime-dyno-metadata",
      "created ConfigVars oslo",
      "created Formation oslo",
      "created PipelineCoupling oslo",
      "created Promotion oslo",
      ...["App lisbon", "AppFeature lisbon-runtime-dyno-metadata", "ConfigVars lisbon", "Formation lisbon"].map(
        (each) => `deleted ${each}`,
      ),
      "deleted PipelineCoupling lisbon",
      "deleted Promotion lisbon",
    ]);
    expect(await names(shops, "/apps")).not.toContain("example-shop-lisbon");
  });

  test("new code is built once and promoted to all", async () => {
    const slug = async (app: string) => {
      const releases = await shops.api<{ current: boolean; slug: { id: string } }[]>(`/apps/${app}/releases`);
      return releases.find(({ current }) => current)?.slug.id;
    };
    const before = await slug("example-shops-staging");
    await shops.follow("Welcome");
    const staging = await slug("example-shops-staging");
    expect(staging).not.toBe(before);
    for (const name of ["berlin", "boston", "oslo"]) expect(await slug(`example-shop-${name}`)).toBe(staging);
    await shops.run("pulumi preview --expect-no-changes");
  });

  test("all of them go, and leave nothing", async () => {
    await shops.follow("pulumi destroy");
    expect(await names(shops, "/apps")).toEqual([]);
    expect(await names(shops, "/pipelines")).toEqual([]);
  });
});

/** What TypeScript's own language service tells an editor about `index.ts`. */
function editorOf(folder: string) {
  const file = join(folder, "index.ts");
  const text = readFileSync(file, "utf8");
  const config = ts.readConfigFile(join(folder, "tsconfig.json"), ts.sys.readFile).config;
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, folder);
  const service = ts.createLanguageService({
    ...ts.sys,
    useCaseSensitiveFileNames: () => true,
    getCompilationSettings: () => options,
    getScriptFileNames: () => [file],
    getScriptVersion: () => "1",
    getScriptSnapshot: (path) => {
      const found = ts.sys.readFile(path);
      return found === undefined ? undefined : ts.ScriptSnapshot.fromString(found);
    },
    getCurrentDirectory: () => folder,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
  });
  const textAt = (at: number) => ts.displayPartsToString(service.getQuickInfoAtPosition(file, at)?.documentation);
  return {
    complaints: service.getSemanticDiagnostics(file).map(({ messageText }) => messageText),
    shown: (at: string) => textAt(text.indexOf(at)),
    /** Fields that are offered within braces, and have no text. */
    untold(within: string): string[] {
      const at = text.indexOf(within) + within.length;
      const offered = service.getCompletionsAtPosition(file, at, {})?.entries ?? [];
      const fields = offered.filter(({ kind }) => kind === ts.ScriptElementKind.memberVariableElement);
      expect(fields.length).toBeGreaterThan(0);
      return fields.flatMap(({ name }) => {
        const details = service.getCompletionEntryDetails(file, at, name, undefined, undefined, undefined, undefined);
        return (details?.documentation ?? []).length > 0 ? [] : [name];
      });
    },
  };
}
