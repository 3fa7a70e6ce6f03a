import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pulumiCli, SANDBOX_PASSPHRASE, type Sandbox, startSandbox } from "@consumer-notebook/toolchain";
import { afterAll, beforeAll, expect, test } from "vitest";
import { DRIFT_MARK } from "../drift.ts";
import { neutral } from "../neutral.ts";
import { type Clone, newClone } from "./support/clone.ts";
import { type FakeGitHub, fakeGitHub, REPOSITORY, TOKEN } from "./support/fake-github.ts";
import { answer } from "./support/files.ts";
import { jobAt, runStep, runsOf } from "./support/steps.ts";

// The team's own branches and main, with a sandbox in the place of Heroku: one story, told in order.

const MINUTE_MS = 60_000;
const KEY = "canary-key-88d2";

let clone: Clone;
let heroku: Sandbox;
let github: FakeGitHub;
let temp: string;
beforeAll(async () => {
  clone = newClone();
  heroku = await startSandbox({ options: ["--provision-ms", "50"] });
  github = await fakeGitHub();
  temp = join(clone.folder, ".sandbox");
  mkdirSync(join(temp, "state"), { recursive: true });
  const { pulumi, env } = await pulumiCli();
  for (const stack of ["staging", "production"])
    await answer(pulumi, ["stack", "init", "--non-interactive", stack], clone.folder, { ...env, ...environment() });
}, MINUTE_MS);
afterAll(async () => {
  await Promise.all([heroku.stop(), github.close()]);
  clone.remove();
});

const environment = (more: NodeJS.ProcessEnv = {}) => ({
  HEROKU_API_URL: heroku.url,
  HEROKU_API_KEY: KEY,
  PULUMI_BACKEND_URL: `file://${join(temp, "state")}`,
  PULUMI_HOME: join(temp, "home"),
  PULUMI_CONFIG_PASSPHRASE: SANDBOX_PASSPHRASE,
  RUNNER_TEMP: temp,
  GITHUB_API_URL: github.url,
  GITHUB_SERVER_URL: "https://github.com",
  GITHUB_REPOSITORY: REPOSITORY,
  GITHUB_RUN_ID: "42",
  GITHUB_TOKEN: TOKEN,
  GITHUB_SHA: clone.git("rev-parse", "HEAD"),
  GITHUB_REF_NAME: "main",
  GITHUB_EVENT_NAME: "push",
  GITHUB_OUTPUT: join(temp, "output"),
  GITHUB_STEP_SUMMARY: join(temp, "summary"),
  ...more,
});

/** Runs the only step of a job, which must end well, and shows no key and no token. */
async function run(job: string, more: NodeJS.ProcessEnv = {}, wanted = 0): Promise<string> {
  const [step = ""] = runsOf(jobAt(job));
  github.refs["heads/main"] = clone.git("rev-parse", "HEAD");
  const { status, output } = await runStep(step, clone.folder, environment(more));
  expect(status, output).toBe(wanted);
  expect(output).not.toMatch(new RegExp([KEY, TOKEN].join("|")));
  return output;
}

/** What is checked out is the merge of the team's pull request 7. */
function merged() {
  const ours = { full_name: REPOSITORY };
  const [number, user] = [7, { login: "colleague" }];
  const merge_commit_sha = clone.git("rev-parse", "HEAD");
  const merged_at = "2026-11-23T00:00:00Z";
  github.pulls = [{ number, user, merged_at, merge_commit_sha, head: { repo: ours }, base: { repo: ours } }];
}

const review = () => readFileSync(join(temp, "review", "review.md"), "utf8");

async function scale(quantity: number) {
  const answer = await fetch(`${heroku.url}/apps/consumer-notebook-staging/formation/web`, {
    method: "PATCH",
    headers: {
      accept: "application/vnd.heroku+json; version=3",
      authorization: `Bearer ${KEY}`,
      "content-type": "application/json",
    },
    body: JSON.stringify({ quantity }),
  });
  expect(answer.status).toBe(200);
}

test(
  "a merge goes to staging, then to production",
  async () => {
    expect(await run("apply.yml staging")).toMatch(/created/);
    expect(await run("apply.yml production")).toMatch(/created/);
    expect(await run("review.yml team")).toBe("");
    expect(review()).toMatch(/^## staging: nothing to change\n+## production: nothing to change$/m);
  },
  3 * MINUTE_MS,
);

test(
  "what a pull request's comment says is what is applied to staging, and nothing else",
  async () => {
    clone.change("Pulumi.staging.yaml", (text) => text.replace("worker: {quantity: 1", "worker: {quantity: 0"));
    await run("review.yml team");
    const body = `<!-- consumer-notebook: review -->\n${review()}`;
    github.comments = [{ id: 1, issue: 7, user: { login: "github-actions[bot]" }, body }];
    expect(review()).toContain("```mermaid");
    expect(review()).toMatch(/^review-data /m);
    expect(neutral(review()), "a picture and data stay as they are").toBe(review());

    clone.change("Pulumi.staging.yaml", (text) => text.replace("worker: {quantity: 0", "worker: {quantity: 1"));
    merged();
    expect(await run("apply.yml staging", {}, 1)).toMatch(
      /not what was reviewed, so nothing was done\.\n\nWhat was reviewed, but would not[\s\S]*worker\.quantity`: `1` → `0`/,
    );
    clone.change("Pulumi.staging.yaml", (text) => text.replace("worker: {quantity: 1", "worker: {quantity: 0"));
    merged();
    await run("apply.yml staging");
    await run("review.yml team");
    expect(review()).toMatch(/^## staging: nothing to change$/m);
  },
  3 * MINUTE_MS,
);

test(
  "production is planned for whoever approves it, and then that is applied",
  async () => {
    clone.change("Pulumi.production.yaml", (text) => text.replace("web: {quantity: 2", "web: {quantity: 3"));
    await run("apply.yml plan");
    const summary = readFileSync(join(temp, "summary"), "utf8");
    expect(summary).toMatch(
      /^Nothing has happened yet\. \*\*Approving the job production [\s\S]*^## production: 1 to change/m,
    );
    expect(summary).not.toMatch(/until somebody runs/);
    const outputs = readFileSync(join(temp, "output"), "utf8");
    const [, REVIEWED, REVIEW] = /^fingerprint=([0-9a-f]{64})\nreview=(review-data \S+)\n$/.exec(outputs) ?? [];
    expect(REVIEWED, outputs).toBeDefined();
    clone.change("Pulumi.production.yaml", (text) => text.replace("web: {quantity: 3", "web: {quantity: 4"));
    expect(await run("apply.yml production", { REVIEWED, REVIEW }, 1)).toMatch(
      /was not reviewed like this[\s\S]*`2` → `4`[\s\S]*was reviewed, but would not[\s\S]*`2` → `3`/,
    );
    clone.change("Pulumi.production.yaml", (text) => text.replace("web: {quantity: 4", "web: {quantity: 3"));
    await run("apply.yml production", { REVIEWED, REVIEW });
    rmSync(join(temp, "output"));
    await run("apply.yml plan");
    expect(readFileSync(join(temp, "output"), "utf8")).toBe("fingerprint=nothing\nreview=\n");
  },
  3 * MINUTE_MS,
);

test(
  "a nightly look keeps one issue for as long as something differs",
  async () => {
    expect(await run("drift.yml drift")).toBe("Nothing differs.\n");
    await scale(0);
    expect(await run("drift.yml drift")).toBe("Opened an issue.\n");
    expect(await run("drift.yml drift")).toBe("Updated issue 1.\n");
    expect(github.issues).toHaveLength(1);
    expect(github.issues[0]).toMatchObject({ state: "open", body: expect.stringContaining(DRIFT_MARK) });
    expect(github.issues[0]?.body).toMatch(/^Nothing of what follows happens by itself/m);
    expect(github.issues[0]?.body).toMatch(/^npm run apply -- --stack staging --reviewed [0-9a-f]{64} --refresh$/m);
    expect(github.issues[0]?.body).toMatch(/`web\.quantity`/);
    await scale(1);
    expect(await run("drift.yml drift")).toBe("Nothing differs any more: closed issue 1.\n");
    expect(github.issues[0]?.state).toBe("closed");
    expect(github.comments.filter(({ issue }) => issue === 1)).toHaveLength(1);
  },
  3 * MINUTE_MS,
);

test("a review of the team's never falls back to the sandbox", async () => {
  expect(await run("review.yml team", { HEROKU_API_KEY: "" }, 1)).toMatch(/HEROKU_API_KEY is not set/);
});
