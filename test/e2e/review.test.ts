import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ReviewDocument } from "@consumer-notebook/review";
import { SANDBOX_PASSPHRASE } from "@consumer-notebook/toolchain";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { deployedProject } from "../support/deployed.ts";
import { commandsOf } from "../support/page.ts";
import { KEY, type Project, type Ran } from "../support/project.ts";

const BIN = fileURLToPath(new URL("../../packages/review/bin/", import.meta.url));
const POLICY = fileURLToPath(new URL("../../policy.yaml", import.meta.url));
const CANARY = "canary-of-a-review-4d1e";

let project: Project;
/** Everything that the commands printed. */
const seen: string[] = [];

beforeAll(async () => {
  project = await deployedProject("staging");
  copyFileSync(POLICY, join(project.folder, "policy.yaml"));
  await project.ok("stack", "init", "organization/consumer-notebook/production");
});
beforeEach(() => project.restore());
afterAll(() => project.close());

/** What `npm run review` and `npm run apply` run, on the project of this test. */
const run = (script: "review" | "apply", args: string[], changed: NodeJS.ProcessEnv = {}): Promise<Ran> =>
  runIn(process.execPath, [join(BIN, `${script}.ts`), ...args], changed);

async function runIn(command: string, args: string[], changed: NodeJS.ProcessEnv = {}): Promise<Ran> {
  const env = {
    ...process.env,
    HEROKU_API_URL: project.address,
    HEROKU_API_KEY: KEY,
    PULUMI_BACKEND_URL: `file://${project.folder}`,
    PULUMI_HOME: join(project.folder, "home"),
    PULUMI_CONFIG_PASSPHRASE: SANDBOX_PASSPHRASE,
    ...changed,
  };
  const child = spawn(command, args, {
    cwd: project.folder,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ran: Ran = { status: null, output: "", stdout: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    ran.stdout += text;
    ran.output += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    ran.output += text;
  });
  [ran.status] = (await once(child, "close")) as [number | null];
  seen.push(ran.output);
  return ran;
}

const fingerprintIn = ({ stdout }: Ran): string => stdout.match(/--reviewed ([0-9a-f]{64})/)?.[1] ?? "none";

async function newSecret(): Promise<void> {
  await project.ok("config", "set", "--secret", "S3_KEY", "--stack", "staging", "--", CANARY);
}

test("nothing to change ends with 0", async () => {
  const review = await run("review", ["--stack", "staging"]);
  expect(review.stdout).toBe("## staging: nothing to change\n");
  expect(review.status).toBe(0);
});

test("changes end with 2, of several stacks in one text, without a secret", async () => {
  project.set("staging", ["addOns", "cache"], "memcachier:100");
  await newSecret();
  const review = await run("review", ["--stack", "staging", "--stack", "production"]);
  expect(review.status, review.output).toBe(2);
  expect(review.stdout).toMatch(/^## staging: 2 to change, \+\$15\.00 a month, restarts web/);
  expect(review.stdout).toMatch(/^## production: 20 to create, /m);
  expect(review.stdout).toContain("`S3_KEY`: secret, changed");
  expect(review.stdout).toContain("| `cache` | $0.00 → $15.00 | +$15.00 |");
  const again = await run("review", ["--stack", "staging", "--stack", "production"]);
  expect(again.stdout).toBe(review.stdout);
});

test("--json is the same as data; --fail-on refuses with 1, and says what", async () => {
  project.set("staging", ["formation", "worker", "quantity"], 0);
  await newSecret();
  const refused = await run("review", ["--stack", "staging", "--json", "--fail-on", "downtime"]);
  expect(refused.status, refused.output).toBe(1);
  expect(refused.output).toMatch(/refused: staging: downtime: /);
  const { stacks } = ReviewDocument.parse(JSON.parse(refused.stdout));
  expect(stacks).toMatchObject([
    { stack: "staging", changes: [{ type: "ConfigVars" }, { type: "Formation", op: "update" }], drift: [] },
  ]);
  expect((await run("review", ["--stack", "staging", "--fail-on", "data-loss"])).status).toBe(2);
});

test("an error ends with 1 and is shown: of the stack file, of the command line, of a key that lacks", async () => {
  project.set("staging", ["formation", "web", "size"], "bsic");
  const wrong = await run("review", ["--stack", "staging"]);
  expect(wrong.status).toBe(1);
  expect(wrong.stdout).toMatch(/^## staging: the preview failed\n\n- .*bsic/);
  expect((await run("review", ["--stack", "nowhere"])).status).toBe(1);
  expect((await run("review", [])).output).toMatch(/required option '--stack/);
  const keyless = await run("review", ["--stack", "staging"], { PULUMI_CONFIG_PASSPHRASE: "" });
  expect(keyless.status).toBe(1);
  expect(keyless.output).toMatch(/set REVIEW_KEY/);
});

test("apply does what was reviewed; anything else it refuses, and says what differs", async () => {
  project.set("staging", ["addOns", "cache"], "memcachier:100");
  const review = await run("review", ["--stack", "staging", "--with-data"]);
  const [fingerprint, file] = [fingerprintIn(review), join(project.folder, "review.md")];
  writeFileSync(file, review.stdout);

  project.set("staging", ["formation", "worker", "quantity"], 0);
  await newSecret();
  const other = await run("apply", ["--stack", "staging", "--reviewed", fingerprint]);
  expect(other.status).toBe(1);
  expect(other.output).toMatch(/not what was reviewed, so nothing was done/);
  expect(other.output).toMatch(/was not reviewed like this[\s\S]*`S3_KEY`: secret, changed[\s\S]*`1` → `0`/);
  expect(other.output).not.toMatch(/memcachier/);

  rmSync(join(project.folder, ".reviews"), { recursive: true }); // As if it had been made on another machine.
  const elsewhere = await run("apply", ["--stack", "staging", "--reviewed", fingerprint, "--review", file]);
  expect(elsewhere.output).toBe(other.output);

  project.restore();
  project.set("staging", ["addOns", "cache"], "memcachier:100");
  const applied = await run("apply", ["--stack", "staging", "--reviewed", fingerprint]);
  expect(applied.status, applied.output).toBe(0);
  expect(applied.output, "`up` keeps to the guard rails").toMatch(/✅ guard-rails@/);
  expect((await run("review", ["--stack", "staging"])).status).toBe(0);
  project.restore();
  await project.ok("up", "--stack", "staging", "--yes", "--skip-preview");
});

test("another secret is another fingerprint, though both read the same", async () => {
  await newSecret();
  const one = await run("review", ["--stack", "staging"]);
  expect(fingerprintIn(await run("review", ["--stack", "staging"]))).toBe(fingerprintIn(one));
  await project.ok("config", "set", "--secret", "S3_KEY", "--stack", "staging", "--", `${CANARY}-2`);
  const refused = await run("apply", ["--stack", "staging", "--reviewed", fingerprintIn(one)]);
  expect(refused.status).toBe(1);
  expect(refused.output).toMatch(
    /value of a secret is another one than was reviewed.*:\n\n- \*\*change\*\* config vars\n/,
  );
});

test("with --refresh what was changed outside is shown", async () => {
  const [{ id } = { id: "" }] = await project.api<{ id: string }[]>("GET", "/apps");
  await project.api("PATCH", `/apps/${id}/config-vars`, { ALLOWED_HOSTS: "outside.example.com" });
  const review = await run("review", ["--stack", "staging", "--refresh"]);
  expect(review.status, review.output).toBe(2);
  expect(review.stdout).toMatch(/^## staging: 1 to change, .*1 changed outside/);
  expect(review.stdout).toMatch(/### Changed outside[\s\S]*`staging\.consumernotebook\.com` → `outside\.example\.com`/);
  const undone = await run("apply", ["--stack", "staging", "--refresh", "--reviewed", fingerprintIn(review)]);
  expect(undone.status, undone.output).toBe(0);
});

test("a review takes at most 1.5 times what a preview takes", async () => {
  const timed = async (work: () => Promise<unknown>) => {
    const begin = performance.now();
    await work();
    return performance.now() - begin;
  };
  const ratios: number[] = [];
  for (let round = 0; round < 2; round++) {
    const preview = await timed(() => project.ok("preview", "--stack", "staging", "--json"));
    ratios.push((await timed(() => run("review", ["--stack", "staging"]))) / preview);
  }
  expect(Math.min(...ratios)).toBeLessThan(1.5);
});

test("the page's commands do what it says", async () => {
  const [review = "", apply = "", ...rest] = commandsOf("docs/how-to/review-a-change.md");
  expect(rest).toEqual([]);
  project.set("staging", ["addOns", "cache"], "memcachier:100");
  const reviewed = await runIn("sh", ["-c", review]);
  expect(reviewed.status, reviewed.output).toBe(2);
  const applied = await runIn("sh", ["-c", apply.replace("FINGERPRINT", fingerprintIn(reviewed))]);
  expect(applied.status, applied.output).toBe(0);
  project.restore();
  await project.ok("up", "--stack", "staging", "--yes", "--skip-preview");
});

test("no secret was printed, nor the key", () => {
  const everything = seen.join("\n");
  for (const secret of [CANARY, KEY, "placeholder-s3-secret", "placeholder-django-secret-key"])
    expect(everything.includes(secret), secret).toBe(false);
});
