import { defineConfig, type TestProjectConfiguration } from "vitest/config";

const FOREIGN = ["**/node_modules/**", "**/.sandbox/**", "test/cli/**"];
/** `npm test` leaves these to `npm test -- --all`. */
const LEFT_OUT = process.env.CONSUMER_NOTEBOOK_TESTS === "core" ? ["**/*.all.test.ts"] : [];
const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;

/** Loading modules takes longer than most tests do: where nothing of them is replaced, the files of a worker share them. */
const SHARED = { isolate: false, testTimeout: 20 * SECOND_MS, hookTimeout: 20 * SECOND_MS };
const SEPARATE = { ...SHARED, isolate: true };
const SLOW = { isolate: false, testTimeout: 3 * MINUTE_MS, hookTimeout: 5 * MINUTE_MS };

/** What the files of a kind are found by, and how they run. Whatever is of no other kind is a unit test. */
const KINDS: Record<string, { include: string[]; run: typeof SHARED }> = {
  contract: { include: ["packages/heroku/test/contract/**/*.test.ts"], run: SHARED },
  // Unit tests that replace a module (`vi.mock`), load one again, or meet the signals of their process.
  isolated: {
    include: [
      "packages/heroku/test/client/{create-once,limit,wait,while-saying}.test.ts",
      "packages/heroku/test/rpc/rate-limit.test.ts",
      "packages/review/test/run.test.ts",
      "test/{components,stacks}/**/*.test.ts",
    ],
    run: SEPARATE,
  },
  // Heroku's own CLI and Go client against the sandbox.
  clients: { include: ["packages/sandbox/test/{cli,cli-*,go-client,readme}.test.ts"], run: SLOW },
  browser: { include: ["**/*-browser.all.test.ts"], run: SLOW },
  // The real Pulumi CLI against a sandbox: each command takes seconds.
  "end-to-end": {
    include: [
      "test/e2e/**/*.test.ts",
      "packages/doctor/test/doctor.test.ts",
      "packages/workflows/test/{fork,team.all}.test.ts",
      "packages/heroku/test/generate/cli.test.ts",
    ],
    run: SLOW,
  },
  // A sample of the cases of `npm run soak`.
  soak: { include: ["test/soak/**/*.test.ts"], run: SLOW },
};

const project = (
  name: string,
  include: string[],
  run: typeof SHARED,
  exclude: string[] = [],
): TestProjectConfiguration => ({
  extends: true,
  test: { name, include, exclude: [...FOREIGN, ...LEFT_OUT, ...exclude], ...run },
});

const others = Object.values(KINDS).flatMap(({ include }) => include);

export default defineConfig({
  test: {
    pool: "forks",
    maxWorkers: 2,
    globalSetup: "test/support/global-setup.ts",
    setupFiles: ["test/support/test-file.ts"],
    projects: [
      project("unit", ["**/test/**/*.test.ts"], SHARED, others),
      ...Object.entries(KINDS).map(([name, { include, run }]) => project(name, include, run)),
    ],
  },
});
