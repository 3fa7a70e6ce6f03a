import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, expect, test } from "vitest";
import { postgresBackend } from "../support/postgres-backend.ts";

const folder = mkdtempSync(join(tmpdir(), "examples-code-"));
const endings: (() => Promise<unknown>)[] = [];

afterAll(async () => {
  for (const end of endings.reverse()) await end();
  rmSync(folder, { recursive: true });
});

/** The code of an example in a folder of its own. */
function codeOf(example: string): string {
  const copy = join(folder, example);
  cpSync(fileURLToPath(new URL(`../../examples/${example}/code`, import.meta.url)), copy, { recursive: true });
  return copy;
}

/** Starts a process type, and returns a wait for a line that it writes. */
function start(code: string, script: string, env: NodeJS.ProcessEnv) {
  const child = spawn(process.execPath, [script], {
    cwd: code,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  endings.push(() => {
    const ended = once(child, "close");
    child.stdout.resume();
    child.kill();
    return ended;
  });
  const lines = createInterface({ input: child.stdout });
  return async (line: RegExp): Promise<string> => {
    for await (const text of lines) {
      const found = line.exec(text);
      if (found) return found[1] ?? found[0];
    }
    throw new Error(`${script} ended.`);
  };
}

test.skipIf(postgresBackend.missing())(
  "web keeps notes for those with the key, and the worker reads them",
  async () => {
    const code = codeOf("app-with-database");
    const server = await postgresBackend.start();
    endings.push(() => server.close());
    const env = { DATABASE_URL: server.url("notes"), WRITE_KEY: "canary", PORT: "0" };
    await promisify(execFile)("npm", ["ci", "--prefer-offline", "--ignore-scripts"], { cwd: code });
    await promisify(execFile)(process.execPath, ["schema.js"], { cwd: code, env: { ...process.env, ...env } });

    const port = await start(code, "web.js", env)(/^serves on port (\d+)$/);
    const url = `http://127.0.0.1:${port}/`;
    const post = (key: string) =>
      fetch(url, { method: "POST", headers: { authorization: `Bearer ${key}` }, body: " three small  words " });
    expect((await post("guess")).status).toBe(401);
    expect((await post("canary")).status).toBe(201);
    await start(code, "worker.js", env)(/^note 1 has 3 words$/);
    expect(await (await fetch(url)).json()).toEqual([{ text: " three small  words ", words: 3 }]);
  },
);

test("the code of the fleet says whose it is", async () => {
  const port = await start(codeOf("fleet"), "web.js", { SHOP: "lisbon", CLOSED_ON: "sunday", PORT: "0" })(
    /^serves on port (\d+)$/,
  );
  expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toBe("The shop in lisbon, closed on sunday\n");
});
