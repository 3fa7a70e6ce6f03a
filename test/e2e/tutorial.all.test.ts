import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, globSync, renameSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Clone, newClone } from "../../packages/workflows/test/support/clone.ts";
import { blocksOf, commandsOf } from "../support/page.ts";

// docs/tutorial.md: its commands, as they stand there and in this order, in a clone; and the change that the README proposes.

const SECRET = "canary-of-the-tutorial-3f90";

let origin: Clone;
/** Where the reader stands. */
let folder: string;
/** Everything that was printed. */
let seen = "";
let fingerprint = "";

beforeAll(() => {
  origin = newClone();
  folder = origin.folder;
});
afterAll(() => origin.remove());

/** Runs commands one after another in the clone. What they print is returned, and compared by `toShow`. */
async function follow(commands: string[]): Promise<string> {
  let printed = "";
  for (const command of commands) printed += await perform(command);
  return printed;
}

async function perform(command: string): Promise<string> {
  if (command.startsWith("cd ")) return moveTo(command.slice(3));
  const { HEROKU_API_URL: _, HEROKU_API_KEY: __, PULUMI_BACKEND_URL: ___, ...env } = process.env;
  const line = command.replace("ADDRESS", origin.folder).replace("FINGERPRINT", fingerprint);
  const options = { cwd: folder, env: { ...env, CI: "true", NO_COLOR: "1" } };
  const child = spawn("sh", ["-c", line], { ...options, stdio: ["pipe", "pipe", "pipe"] });
  child.stdin.end(SECRET);
  let [stdout, stderr] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text) => {
    stderr += text;
  });
  const [status] = await once(child, "close");
  seen += stdout + stderr;
  // A review ends with 2 where something would change.
  expect(status, `${line}\n${stdout}${stderr}`).toBe(/ review -- /.test(command) ? 2 : 0);
  fingerprint = /--reviewed ([0-9a-f]{64})/.exec(stdout)?.[1] ?? fingerprint;
  return stdout;
}

/** `npm start` finds installed what it would install, as a clone of this repository has it after `npm ci`. */
function moveTo(name: string): string {
  const clone = join(folder, name);
  for (const path of ["node_modules", ...globSync("packages/*/node_modules", { cwd: folder })])
    renameSync(join(folder, path), join(clone, path));
  folder = clone;
  return "";
}

/** What differs from run to run, or with each change of the code that is built. */
const steady = (text: string) =>
  text.replaceAll(/memcachier-\w{10}/g, "memcachier-NAME").replaceAll(/source [0-9a-f]{8}/g, "source HASH");

const shown = (heading: string) => blocksOf("docs/tutorial.md", heading, "text").map(steady);

test("1. and 2.: from a clone to both environments", async () => {
  await follow(commandsOf("docs/tutorial.md", "1. Clone it (seconds)"));
  const [start = "", ...then] = commandsOf("docs/tutorial.md", "2. Bring up both environments (one minute, or five)");
  await perform(start);
  const [cost] = shown("2. Bring up both environments (one minute, or five)");
  expect(await follow(then)).toBe(`${cost}\n`);
});

test("3. to 5.: changed, reviewed and applied", async () => {
  const changed = await follow(commandsOf("docs/tutorial.md", "3. Change four things (one minute)"));
  expect(changed.match(/^\+ .*/gm)).toHaveLength(6);
  const review = steady(await follow(commandsOf("docs/tutorial.md", "4. Have it reviewed (seconds)")));
  const texts = shown("4. Have it reviewed (seconds)");
  expect(texts).toHaveLength(3);
  for (const text of texts) expect(review).toContain(`${text}\n`);
  const applied = await follow(commandsOf("docs/tutorial.md", "5. Apply what was reviewed (seconds)"));
  const [release = "?", ...more] = shown("5. Apply what was reviewed (seconds)");
  expect([applied.trim().split("\n").at(-1), more]).toEqual([release, []]);
});

test("6. and 7.: promoted, and back", async () => {
  const promoted = await follow(commandsOf("docs/tutorial.md", "6. Promote it to production (one minute)"));
  const back = await follow(commandsOf("docs/tutorial.md", "7. Go back (one minute)"));
  const [forth = "?", andBack = "?", ...more] = shown("6. Promote it to production (one minute)").concat(
    shown("7. Go back (one minute)"),
  );
  expect(steady(promoted)).toContain(`${forth}\n`);
  expect(steady(back)).toContain(`${andBack}\n`);
  expect(more).toEqual([]);
});

test("the change that the README proposes is previewed with its price, and applied", async () => {
  const [edit = "", preview = "", up = "", ...rest] = commandsOf("README.md", "What you see");
  expect(rest).toEqual([]);
  await perform(edit);
  const previewed = await perform(preview);
  expect(previewed).toMatch(/~ size: "basic" => "standard-1x"/);
  expect(previewed).toMatch(/~ monthlyCost *: "\$82\.00" => "\$118\.00"/);
  // Pulumi asks before it applies; without a terminal, --yes is the answer.
  expect(await perform(`${up} --yes`)).toMatch(/1 updated/);
});

test("8.: nothing is left, and no secret was printed", async () => {
  expect(existsSync(join(folder, ".sandbox"))).toBe(true);
  await follow(commandsOf("docs/tutorial.md", "8. Clean up (seconds)"));
  expect(existsSync(join(folder, ".sandbox"))).toBe(false);
  const left = execFileSync("git", ["status", "--porcelain"], { cwd: folder, encoding: "utf8" });
  expect(left).toBe("");
  for (const secret of [SECRET, "placeholder-s3-secret"]) expect(seen).not.toContain(secret);
});
