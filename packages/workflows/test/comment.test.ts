import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { LARGEST_BYTES } from "../artifact.ts";
import { MARK, ON_MERGE } from "../comment.ts";
import { type FakeGitHub, fakeGitHub, REPOSITORY, TOKEN } from "./support/fake-github.ts";
import { jobAt, ROOT, runStep, runsOf, WORKFLOWS } from "./support/steps.ts";

const SHA = "8c1f0a5b6d7e8f90a1b2c3d4e5f60718293a4b5c";
const FORK = "stranger/infrastructure";
const [RUN = ""] = runsOf(jobAt("comment.yml comment"));

const pull = (number: number, { sha = SHA, repository = FORK as string | null, base = "main" } = {}) => ({
  number,
  head: { sha, repo: repository ? { full_name: repository } : null },
  base: { ref: base },
});

let folder: string;
let github: FakeGitHub;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "comment-"));
  github = await fakeGitHub({ pulls: [pull(7)] });
});
afterEach(async () => {
  await github.close();
  rmSync(folder, { recursive: true });
});

/** The step of comment.yml, for a run of the review. */
async function comment(review: Record<string, string | Uint8Array>, run: object = {}) {
  const artifact = join(folder, "review");
  mkdirSync(artifact, { recursive: true });
  for (const [name, content] of Object.entries(review)) writeFileSync(join(artifact, name), content);
  return await write(artifact, run);
}

async function write(artifact: string, run: object = {}) {
  const event = {
    repository: { full_name: REPOSITORY, default_branch: "main" },
    workflow_run: {
      id: 42,
      event: "pull_request",
      conclusion: "success",
      head_sha: SHA,
      head_branch: "more-dynos",
      head_repository: { full_name: FORK, owner: { login: "stranger" } },
      actor: { login: "stranger" },
      html_url: `https://github.com/${REPOSITORY}/actions/runs/42`,
      ...run,
    },
  };
  writeFileSync(join(folder, "event.json"), JSON.stringify(event));
  return await runStep(RUN, ROOT, {
    GITHUB_EVENT_PATH: join(folder, "event.json"),
    GITHUB_API_URL: github.url,
    GITHUB_REPOSITORY: REPOSITORY,
    GITHUB_TOKEN: TOKEN,
    REVIEW_FOLDER: artifact,
  });
}

describe("one comment a pull request", () => {
  test("is written once, then updated", async () => {
    expect(await comment({ "review.md": "staging: 1 to change" })).toEqual({
      status: 0,
      output: "Wrote the comment of pull request 7.\n",
    });
    expect(await comment({ "review.md": "staging: no change" })).toMatchObject({ status: 0 });
    expect(github.comments).toHaveLength(1);
    expect(github.comments[0]?.body).toContain("staging: no change");
    expect(github.comments[0]?.body).toContain(`For commit \`${SHA.slice(0, 10)}\``);
  });

  test("begins with what merging does, whatever the review says, and that is what apply.yml does", async () => {
    const first = () => github.comments[0]?.body.split("\n").slice(0, 2);
    await comment({ "review.md": "Merging this does nothing." });
    expect(first()).toEqual([MARK, ON_MERGE]);
    await write(join(folder, "nowhere"), { conclusion: "failure" });
    expect(first()).toEqual([MARK, ON_MERGE]);
    expect(ON_MERGE).toMatch(/to staging at once, then to production, after somebody has approved/);
    expect(WORKFLOWS.find(({ file }) => file === "apply.yml")?.on).toMatchObject({ push: { branches: ["main"] } });
    expect(jobAt("apply.yml staging").needs).toBeUndefined();
    expect(jobAt("apply.yml plan").needs).toBe("staging");
    expect(jobAt("apply.yml production")).toMatchObject({ needs: "plan", environment: "production" });
  });

  test("is told apart from what others wrote, on the second page too", async () => {
    const others = Array.from({ length: 100 }, (_, id) => ({
      id,
      issue: 7,
      body: `${MARK} mine`,
      user: { login: "eve" },
    }));
    github.comments.push(...others);
    await comment({ "review.md": "one" });
    await comment({ "review.md": "two" });
    expect(github.comments).toHaveLength(101);
    expect(github.comments.at(-1)?.body).toContain("two");
    expect(github.comments.slice(0, 100)).toEqual(others);
  });

  test("says that a fork's own code wrote it, and does not where the team's did", async () => {
    await comment({ "review.md": "text" });
    expect(github.comments[0]?.body).toMatch(/comes from outside[\s\S]*on a sandbox[\s\S]*something else at Heroku/);
    github.pulls = [pull(7, { repository: REPOSITORY })];
    await comment({ "review.md": "text" }, { head_repository: { full_name: REPOSITORY, owner: { login: "shop" } } });
    expect(github.comments[0]?.body).not.toMatch(/outside/);
  });

  test("says why the review failed, where it could", async () => {
    await comment({ "review.md": "## staging: the preview failed" }, { conclusion: "failure" });
    expect(github.comments[0]?.body).toContain("staging: the preview failed");
  });

  test("says that the review failed, without an artifact", async () => {
    expect(await write(join(folder, "nowhere"), { conclusion: "failure" })).toMatchObject({ status: 0 });
    expect(github.comments[0]?.body).toMatch(/The review failed/);
  });
});

describe("the pull request", () => {
  test.each<[string, object[]]>([
    ["was closed", []],
    ["has moved on", [pull(7, { sha: "f".repeat(40) })]],
    ["is another repository's", [pull(7, { repository: "other/infrastructure" })]],
    ["lost its repository", [pull(7, { repository: null })]],
    ["goes into another branch", [pull(7, { base: "old" })]],
  ])("that %s gets nothing", async (_what, pulls) => {
    github.pulls = pulls;
    const { status, output } = await comment({ "review.md": "text" });
    expect([status, output]).toEqual([0, `No open pull request has the head ${SHA} any more.\n`]);
    expect(github.asked.filter((asked) => !asked.startsWith("GET"))).toEqual([]);
  });

  test("that could be one of two gets nothing, and the step fails", async () => {
    github.pulls = [pull(7), pull(8)];
    const { status, output } = await comment({ "review.md": "text" });
    expect([status, output]).toEqual([1, `error: Commit ${SHA} is the head of several pull requests (7, 8).\n`]);
    expect(github.comments).toEqual([]);
  });

  test("is asked for nothing where the run was of something else", async () => {
    await comment({ "review.md": "text" }, { event: "push" });
    await comment({ "review.md": "text" }, { conclusion: "cancelled" });
    expect(github.asked).toEqual([]);
  });
});

describe("an artifact is refused", () => {
  test.each<[string, Record<string, string | Uint8Array>, RegExp]>([
    ["that is too long", { "review.md": "x".repeat(LARGEST_BYTES + 1) }, /64001 bytes; 64000 are the most/],
    ["of another name", { "readme.md": "x" }, /must hold review\.md and nothing else/],
    ["with a second file", { "review.md": "x", "event.json": "{}" }, /it holds 2 files/],
    ["that is empty", {}, /it holds 0 files/],
    ["that is no text", { "review.md": Uint8Array.of(0xff, 0xfe, 0x00) }, /not UTF-8/],
    [
      "that grows too long by being made harmless",
      { "review.md": "@a".repeat(31_000) },
      /characters; 65536 are the most/,
    ],
  ])("%s", async (_what, files, reason) => {
    const { status, output } = await comment(files);
    expect(status).toBe(1);
    expect(output).toMatch(reason);
    expect(github.comments).toEqual([]);
  });

  test("that leads elsewhere", async () => {
    mkdirSync(join(folder, "review"));
    symlinkSync("/etc/hostname", join(folder, "review", "review.md"));
    const { status, output } = await comment({});
    expect([status, output]).toEqual([1, "error: review.md in the artifact is not a plain file.\n"]);
  });
});

test("a refusal of GitHub's shows no token and no body", async () => {
  github.pulls = [pull(7)];
  const { url } = github;
  await github.close();
  github = await fakeGitHub();
  github.url = `${github.url}/nowhere`;
  const { status, output } = await comment({ "review.md": "canary-text" });
  expect(status).toBe(1);
  expect(output).toMatch(/GitHub refused GET \/pulls.* status 404/);
  expect(output).not.toMatch(new RegExp(`${TOKEN}|canary-text|${url}`));
});
