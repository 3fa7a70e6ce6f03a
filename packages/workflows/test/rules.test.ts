import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { JOBS, ROOT, runsOf, WORKFLOWS } from "./support/steps.ts";

/** The commit that each action's tag names, read from its repository. */
const PINNED: Record<string, string> = {
  "actions/checkout": "3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1",
  "actions/setup-node": "820762786026740c76f36085b0efc47a31fe5020 # v7.0.0",
  "actions/setup-go": "b7ad1dad31e06c5925ef5d2fc7ad053ef454303e # v7.0.0",
  "actions/cache": "27d5ce7f107fe9357f9df03efb73ab90386fccae # v5.0.5",
  "actions/upload-artifact": "bbbca2ddaa5d8feaa63e36b76fdaad77386f024f # v7.0.0",
  "actions/download-artifact": "3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c # v8.0.1",
};

/** The largest slug that Heroku takes. https://devcenter.heroku.com/articles/slug-compiler#slug-size */
const LARGEST_ARCHIVE_BYTES = 500_000_000;

/** All that a job may do with GitHub, and the environment whose secrets it gets. Whatever is not here is refused. */
const MAY: Record<string, { environment?: string; permissions: Record<string, string> }> = {
  "ci.yml test": { permissions: { contents: "read" } },
  "review.yml team": { environment: "preview", permissions: { contents: "read" } },
  "review.yml fork": { permissions: { contents: "read" } },
  "comment.yml comment": { permissions: { actions: "read", contents: "read", "pull-requests": "write" } },
  "apply.yml staging": { environment: "staging", permissions: { contents: "read", "pull-requests": "read" } },
  "apply.yml plan": { environment: "preview", permissions: { contents: "read" } },
  "apply.yml production": { environment: "production", permissions: { contents: "read" } },
  "drift.yml drift": { environment: "preview", permissions: { contents: "read", issues: "write" } },
};

/** Every command that a workflow runs, and the test that runs it as it stands here. */
const TRIED: Record<string, string> = {
  'exec .ci/run --shard "$SHARD/4"': "ci.test.ts",
  "exec node packages/workflows/bin/comment.ts": "comment.test.ts",
  'exec node packages/workflows/bin/step.mjs review --on heroku --out "$RUNNER_TEMP/review"': "team.all.test.ts",
  'exec node packages/workflows/bin/step.mjs review --on sandbox --out "$RUNNER_TEMP/review"': "fork.test.ts",
  "exec node packages/workflows/bin/step.mjs up-base": "fork.test.ts",
  "exec node packages/workflows/bin/step.mjs apply --stack staging": "apply.test.ts",
  "exec node packages/workflows/bin/step.mjs apply --stack production": "apply.test.ts",
  "exec node packages/workflows/bin/step.mjs plan --stack production": "team.all.test.ts",
  "exec node packages/workflows/bin/step.mjs drift": "team.all.test.ts",
};

/** Main, however it is called: what is checked out there is what the workflow itself comes from. */
const MAIN = `\${{ github.event.repository.default_branch }}`;

const hasSecrets = (job: object) => /\bsecrets\b/.test(JSON.stringify(job));
const triggers = ({ on }: { on: unknown }) =>
  typeof on === "string" ? [on] : Array.isArray(on) ? on : Object.keys(on as object);

describe.each(WORKFLOWS)("$file", ({ source, permissions, ...workflow }) => {
  test("allows nothing by default", () => expect(permissions).toEqual({}));

  test("uses actions by the commit that their tag names", () => {
    const used = [...source.matchAll(/uses: *(.*)/g)].map(([, action = ""]) => action);
    expect(used.length).toBeGreaterThan(0);
    for (const action of used) {
      const [name = ""] = action.split("@");
      expect(action).toBe(`${name}@${PINNED[name]}`);
    }
  });

  test("prints no secret by way of debugging", () => {
    expect(source).not.toMatch(
      /PULUMI_DEBUG|--debug|--verbose|logtostderr|logflow|tracing|otel|event-log|STREAMING_JSON|set -\w*x|xtrace|STEP_DEBUG|show-secrets|save-plan/i,
    );
    expect(source).not.toMatch(/\s-v\b/);
  });

  test("never begins with a pull request's code and main's rights at once", () => {
    expect(triggers(workflow)).not.toContain("pull_request_target");
    expect(triggers(workflow)).not.toContain("issue_comment");
  });
});

describe("the code of their steps", () => {
  const files = globSync("packages/{adopt,eject,operations,policy,review,toolchain,workflows}/**/*.{ts,mjs}", {
    cwd: ROOT,
    exclude: ["**/node_modules", "**/test"],
  });
  const saying = (what: RegExp) => files.filter((file) => what.test(readFileSync(join(ROOT, file), "utf8"))).sort();

  test("has the engine print no secret either", () => {
    expect(files.length).toBeGreaterThan(80);
    const flags = /"--(debug|verbose|logtostderr|logflow|tracing|otel-traces|event-log)\b|"-v[= \d"]/;
    expect(saying(flags)).toEqual([]);
    expect(saying(/PULUMI_(DEBUG_GRPC|TRACING|OTEL|ENABLE_STREAMING_JSON)/)).toEqual([]);
    // Only of a preview does Pulumi print JSON without its events.
    expect(saying(/"--json"/)).toEqual(["packages/review/bin/review.ts", "packages/review/preview/run.ts"]);
  });

  test("asks for secrets in one place, which reads them from a pipe", () => {
    expect(saying(/"--(show-secrets|save-plan)/)).toEqual(["packages/review/preview/run.ts"]);
  });
});

describe.each(JOBS)("$at", ({ at, workflow, job }) => {
  const checkouts = job.steps.filter(({ uses }) => uses?.startsWith("actions/checkout@"));

  test("may do what it needs, and is given the secrets of one environment or none", () => {
    const { environment, permissions } = job;
    expect({ environment, permissions }).toEqual({ environment: undefined, ...MAY[at] });
    expect(hasSecrets(job)).toBe(environment !== undefined);
    expect(workflow.source.split("jobs:")[0]).not.toMatch(/secrets/);
  });

  test("leaves no token in what it has checked out", () => {
    expect(checkouts.map((step) => step.with?.["persist-credentials"])).toEqual([false]);
  });

  test("runs commands that are tried, in the runner's own process, with no expression in them", () => {
    const runs = runsOf(job);
    expect(runs.length).toBeGreaterThan(0);
    for (const run of runs) expect(Object.keys(TRIED)).toContain(run);
    expect(runs.filter((run) => !/^exec [^\n]*$/.test(run) || run.includes("${{"))).toEqual([]);
    expect(job.steps.filter(({ run }) => run !== undefined).map((step) => "shell" in step)).not.toContain(true);
  });

  test("gives a step nothing that a stranger has written", () => {
    const values = job.steps.flatMap((step) => [...Object.values(step.env ?? {}), ...Object.values(step.with ?? {})]);
    const expressions = values.flatMap((value) =>
      [...String(value).matchAll(/\$\{\{ *(.*?) *\}\}/g)].map(([, it]) => it),
    );
    const known =
      /^(secrets\.[A-Z_]+|vars\.[A-Z_]+|github\.token|matrix\.shard|runner\.(temp|os|arch)|needs\.plan\.outputs\.(fingerprint|review)|hashFiles\(.*\)|github\.event\.repository\.default_branch|github\.event\.workflow_run\.id)$/;
    expect(expressions.filter((expression) => !known.test(expression ?? ""))).toEqual([]);
  });

  test("keeps what a pull request's code could have written out of reach of secrets", () => {
    const shared = job.steps.filter(({ uses }) => /^actions\/(cache|download-artifact)@/.test(uses ?? ""));
    if (hasSecrets(job)) expect(shared).toEqual([]);
    if (triggers(workflow).includes("workflow_run")) expect(checkouts.map((step) => step.with?.ref)).toEqual([MAIN]);
  });

  test("ends some time", () => expect(job["timeout-minutes"]).toBeGreaterThan(0));
});

test("every command that is tried is one that runs", () => {
  const runs = new Set(JOBS.flatMap(({ job }) => runsOf(job)));
  expect(Object.keys(TRIED).filter((run) => !runs.has(run))).toEqual([]);
  for (const file of Object.values(TRIED))
    expect(readFileSync(new URL(file, import.meta.url), "utf8")).toContain("runsOf(");
});

test("a pull request is the team's or it is not, never both", () => {
  const [team = "", fork = ""] = ["team", "fork"].map(
    (name) => JOBS.find(({ at }) => at === `review.yml ${name}`)?.job.if?.trim() ?? "",
  );
  expect(team).toBe(
    "github.event.pull_request.head.repo.full_name == github.repository && github.actor != 'dependabot[bot]'",
  );
  expect(fork).toBe(
    team
      .replace(" == ", " != ")
      .replace("&&", "||")
      .replace(/!= 'dep/, "== 'dep"),
  );
});

describe("applying", () => {
  const applying = JOBS.filter(({ job }) => runsOf(job).some((run) => / apply /.test(run)));

  test("is done by one run a stack at a time, which no other run cancels", () => {
    expect(applying.map(({ job }) => [job.environment, job.concurrency])).toEqual([
      ["staging", { group: "stack-staging", "cancel-in-progress": false }],
      ["production", { group: "stack-production", "cancel-in-progress": false }],
    ]);
    expect(applying.map(({ workflow }) => workflow.concurrency)).toEqual([undefined, undefined]);
    const others = JOBS.filter((job) => !applying.includes(job));
    expect(
      others.filter(({ job, workflow }) => /stack-/.test(JSON.stringify([job.concurrency, workflow.concurrency]))),
    ).toEqual([]);
  });

  test("is begun from main alone, staging first", () => {
    const on = WORKFLOWS.find(({ file }) => file === "apply.yml")?.on;
    expect(on).toEqual({ push: { branches: ["main"] }, workflow_dispatch: null });
    expect(JOBS.filter(({ workflow }) => workflow.file === "apply.yml").map(({ job }) => job.needs)).toEqual([
      undefined,
      "staging",
      "plan",
    ]);
  });

  test("has more time than everything together that the provider waits for, release phases and one-off jobs aside", () => {
    const waits: [file: string, name: string][] = [
      ["resources/build.ts", "BUILD_MS"],
      ["resources/promotion.ts", "PROMOTION_MS"],
      ["resources/postgres-credential.ts", "ROTATION_MS"],
      ["resources/domain.ts", "READY_WITHIN_MS"],
      ["add-ons/ready.ts", "READY_WITHIN_MS"],
    ];
    const constant = (file: string, name: string, unit: string) => {
      const source = readFileSync(`${ROOT}packages/heroku/${file}`, "utf8");
      return Number(new RegExp(`${name} = (\\d+)${unit};`).exec(source)?.[1]);
    };
    const minutes = waits.map(([file, name]) => constant(file, name, " \\* 60_000"));
    // The largest archive there is, sent again for as long as it may take once more.
    const upload = 2 * (1 + LARGEST_ARCHIVE_BYTES / constant("client/transfers.ts", "BYTES_PER_MS", "") / 60_000);
    const sum = minutes.reduce((all, one) => all + one, upload);
    expect(sum).toBeGreaterThan(100);
    for (const { job } of applying) expect(job["timeout-minutes"]).toBeGreaterThan(sum);
  });
});

test("only what never applies is cancelled", () => {
  const cancelled = WORKFLOWS.filter(({ concurrency }) => concurrency?.["cancel-in-progress"]).map(({ file }) => file);
  expect(cancelled).toEqual(["ci.yml", "review.yml"]);
});

test("the how-to names every environment, secret and variable that the workflows use", () => {
  const page = readFileSync(`${ROOT}docs/how-to/github.md`, "utf8");
  const names = JOBS.flatMap(({ job }) => [
    job.environment ?? "",
    ...[...JSON.stringify(job).matchAll(/\b(?:secrets|vars)\.([A-Z_]+)/g)].map(([, name = ""]) => name),
  ]).filter((name) => name !== "");
  expect(new Set(names).size).toBeGreaterThan(8);
  expect([...new Set(names)].filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
  expect(WORKFLOWS.filter(({ file }) => !page.includes(`\`${file}\``))).toEqual([]);
});
