import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, truncateSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
let clone: string;

beforeAll(() => {
  clone = join(mkdtempSync(join(tmpdir(), "bare-clone-")), "clone");
  execFileSync("git", ["clone", "--quiet", ROOT, clone]);
});
afterAll(() => rmSync(join(clone, ".."), { recursive: true, force: true }));

/** What `watch` is called with: the output so far, and what kills the command with everything it started. */
type Watch = (output: string, kill: () => void) => void;

/** A command in the clone. */
async function run(command: string, watch?: Watch): Promise<{ status: number | null; output: string }> {
  const { HEROKU_API_URL: _, HEROKU_API_KEY: __, PULUMI_BACKEND_URL: ___, ...env } = process.env;
  const child = spawn("sh", ["-c", command], {
    cwd: clone,
    env: { ...env, CI: "true" },
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const more = (text: string) => {
    output += text;
    watch?.(output, () => child.pid && process.kill(-child.pid, "SIGKILL"));
  };
  child.stdout.setEncoding("utf8").on("data", more);
  child.stderr.setEncoding("utf8").on("data", more);
  const [status] = (await once(child, "close")) as [number | null];
  return { status, output };
}

const apps = async (address: string): Promise<{ name: string }[]> => {
  const headers = { accept: "application/vnd.heroku+json; version=3", authorization: "Bearer sandbox" };
  return (await (await fetch(`${address}/apps`, { headers })).json()) as { name: string }[];
};

/** The sandbox's own paths count for no rate limit. */
async function hasMadeAnApp(address: string): Promise<boolean> {
  const requests = (await (await fetch(`${address}/_sandbox/requests`)).json()) as { method: string; path: string }[];
  return requests.some(({ method, path }) => method === "POST" && path === "/apps");
}

const ADDRESS = /(?<=at |browser: )http:\/\/127\.0\.0\.1:\d+/;

test("npm start, killed in the middle of applying staging, has ended", async () => {
  let killing: Promise<void> | undefined;
  const { status, output } = await run("npm start", (output, kill) => {
    const [address] = ADDRESS.exec(output) ?? [];
    if (address === undefined || killing || !output.includes("Step 3 of 6: apply staging")) return;
    killing = (async () => {
      while (!(await hasMadeAnApp(address)));
      kill();
    })();
  });
  await killing;
  expect(output).not.toMatch(/Step 4/);
  expect(status).not.toBe(0);
});

test("the moment of the kill may have been in the middle of a write", () => {
  const stacks = join(clone, ".sandbox/state/.pulumi/stacks/consumer-notebook");
  for (const name of ["staging.json", "staging.json.attrs"]) truncateSync(join(stacks, name));
});

/** Whole lines of plain text, for 80 columns; how long the path of a Pulumi CLI is is not ours to say. */
function expectReadable(output: string) {
  expect(output).toMatch(/^[ -~\n]*$/);
  const lines = output.split("\n").filter((line) => !/^ +[~/]\S*\/pulumi$|^> /.test(line));
  expect(lines.filter((line) => line.length > 80)).toEqual([]);
}

let next: string[];

test("the next npm start tells what it makes in both stacks, what that costs, and that no change is left", async () => {
  const { status, output } = await run("npm start");
  expect(status, output).toBe(0);
  expectReadable(output);
  expect(output.match(/^Step \d of 6/gm)).toEqual([1, 2, 3, 4, 5, 6].map((step) => `Step ${step} of 6`));
  expect(output).toMatch(/^ {2}production: 20 to create, \+\$410\.95 a month/m);
  expect(output).toMatch(/^ {4}new add-on database: heroku-postgresql:standard-0, \$50\.00 a month$/m);
  expect(output).toMatch(/^ {2}Web address: https:\/\/consumer-notebook-\w+\.herokuapp\.com\/$/m);
  expect(output).toMatch(/^ {4}www\.consumernotebook\.com\n {6}CNAME or ALIAS to \S+\.herokudns\.com$/m);
  expect(output).toMatch(/^ {4}in all +\$410\.95$/m);
  expect(output).toMatch(/^Both together would cost \$477\.95 a month/m);
  for (const stack of ["staging", "production"]) expect(output).toMatch(`  ${stack}: nothing left to change.`);
  next = [...output.matchAll(/^ {5}(\S.*)$/gm)].map(([, command = ""]) => command);
  const shown = await run("npx pulumi config --show-secrets --json --stack staging");
  const secrets = Object.values(JSON.parse(shown.output) as Record<string, { value: string; secret: boolean }>)
    .filter(({ secret }) => secret)
    .map(({ value }) => value);
  expect(secrets).toHaveLength(4);
  for (const secret of secrets) expect(output.includes(secret)).toBe(false);
});

test("a further npm start right after shows no change anywhere", async () => {
  const { status, output } = await run("npm start");
  expect(status, output).toBe(0);
  expectReadable(output);
  expect(output.match(/Nothing to change: \d+ resources are as declared\./g)).toHaveLength(2);
  expect(output).not.toMatch(/\d+ to (create|change|replace|run|remove|take over)|[1-9]\d* of \d+ done/);
});

test("what it proposes to try next does what it says", async () => {
  const [edit = "", review = "", up = "", undo = "", again, page = "", ...rest] = next;
  expect(rest).toEqual([]);
  expect(again).toBe(up);
  expect((await run(edit)).status).toBe(0);
  expect(await run(review)).toMatchObject({ status: 2, output: expect.stringContaining("$67.00 → $103.00") });
  expect(await run(up)).toMatchObject({ status: 0, output: expect.stringContaining("1 updated") });
  expect((await run(undo)).status).toBe(0);
  expect(await run(up)).toMatchObject({ status: 0, output: expect.stringContaining("1 updated") });
  let looking: Promise<string[]> | undefined;
  await run(page, (output, kill) => {
    const [address] = ADDRESS.exec(output) ?? [];
    if (address)
      looking ??= apps(address)
        .then((all) => all.map(({ name }) => name))
        .finally(kill);
  });
  expect((await looking)?.toSorted()).toEqual(["consumer-notebook", "consumer-notebook-staging"]);
});
