import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type FakeGitHub, fakeGitHub, REPOSITORY, TOKEN } from "./support/fake-github.ts";
import { executable } from "./support/files.ts";
import { jobAt, ROOT, runStep, runsOf } from "./support/steps.ts";

const SHA = "8c1f0a5b6d7e8f90a1b2c3d4e5f60718293a4b5c";
const [STAGING = ""] = runsOf(jobAt("apply.yml staging"));
const [PRODUCTION = ""] = runsOf(jobAt("apply.yml production"));

/** Stands for Pulumi: says what it was told, waits for a first SIGINT as `up` does, ends what it has begun. */
const PULUMI = `#!/bin/sh
[ "$1" = version ] && { echo v3.999.0; exit 0; }
echo "pulumi $*; token: $GITHUB_TOKEN; key: \${HEROKU_API_KEY:+given}"
[ -z "$WAITS" ] && exit "\${STATUS:-0}"
trap 'echo "got SIGINT, ending what was begun"; exit 7' INT
echo working
while :; do sleep 0.05; done
`;

let folder: string;
let github: FakeGitHub;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "apply-"));
  mkdirSync(join(folder, "bin"));
  executable(join(folder, "bin/pulumi"), PULUMI);
  executable(join(folder, "bin/pulumi-language-nodejs"), "#!/bin/sh\n");
  github = await fakeGitHub({ refs: { "heads/main": SHA } });
});
afterEach(async () => {
  await github.close();
  rmSync(folder, { recursive: true });
});

const environment = (more: NodeJS.ProcessEnv = {}) => ({
  PATH: `${join(folder, "bin")}:${process.env.PATH}`,
  XDG_CACHE_HOME: join(folder, "cache"),
  GITHUB_API_URL: github.url,
  GITHUB_REPOSITORY: REPOSITORY,
  GITHUB_TOKEN: TOKEN,
  GITHUB_SHA: SHA,
  GITHUB_REF_NAME: "main",
  GITHUB_EVENT_NAME: "push",
  HEROKU_API_KEY: "canary-key",
  PULUMI_BACKEND_URL: "file://nowhere",
  PULUMI_CONFIG_PASSPHRASE: "canary-passphrase",
  ...more,
});

describe("the step that applies", () => {
  test("runs `up` within the guard rails where nothing says what was reviewed, and keeps GitHub's token from it", async () => {
    const { status, output } = await runStep(STAGING, ROOT, environment());
    expect([status, output]).toEqual([
      0,
      "pulumi up --stack staging --yes --policy-pack packages/policy --non-interactive --suppress-progress; token: ; key: given\n",
    ]);
  });

  test("fails where Pulumi does", async () => {
    const { status, output } = await runStep(STAGING, ROOT, environment({ STATUS: "255" }));
    expect(status).toBe(1);
    expect(output).toMatch(/error: staging was not applied as a whole; the reason is above\./);
  });

  test("does nothing where the plan was to do nothing", async () => {
    const { status, output } = await runStep(PRODUCTION, ROOT, environment({ REVIEWED: "nothing" }));
    expect([status, output]).toEqual([0, "Nothing was to be changed in production.\n"]);
  });

  test("refuses a commit that is not the newest: it would take back what came after", async () => {
    github.refs["heads/main"] = "f".repeat(40);
    const { status, output } = await runStep(STAGING, ROOT, environment());
    expect(status).toBe(1);
    expect(output).toMatch(/is not the newest any more/);
    expect(output).not.toMatch(/pulumi up/);
  });

  test.each(["HEROKU_API_KEY", "PULUMI_BACKEND_URL", "PULUMI_CONFIG_PASSPHRASE"])(
    "never falls back to the sandbox: without %s it refuses",
    async (name) => {
      const { status, output } = await runStep(PRODUCTION, ROOT, environment({ [name]: "" }));
      expect([status, output]).toEqual([
        1,
        `error: ${name} is not set. docs/how-to/github.md says what the workflows need.\n`,
      ]);
    },
  );

  test("hands the runner's SIGINT to Pulumi, once, and waits for its end", async () => {
    let sent = false;
    const { status, output } = await runStep(STAGING, ROOT, environment({ WAITS: "1" }), (text, kill) => {
      if (sent || !/^working$/m.test(text)) return;
      sent = true;
      kill("SIGINT");
    });
    expect(output.match(/got SIGINT, ending what was begun/g)).toHaveLength(1);
    expect(output).toMatch(/error: Stopped by SIGINT/);
    expect(status).toBe(1);
  });
});
