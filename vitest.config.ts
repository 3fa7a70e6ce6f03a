import { defineConfig, type TestProjectConfiguration } from "vitest/config";

const FOREIGN = ["**/node_modules/**", "**/.sandbox/**", "test/cli/**"];
const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;

/** What the files of a kind are found by. Whatever is of no other kind is a unit test. */
const KINDS = {
  contract: ["packages/heroku/test/contract/**/*.test.ts"],
  // Heroku's own CLI and Go client against the sandbox.
  clients: ["packages/sandbox/test/{cli,cli-*,go-client,readme}.test.ts"],
  browser: ["**/*-browser.all.test.ts"],
  // The real Pulumi CLI against a sandbox: each command takes seconds.
  "end-to-end": [
    "test/e2e/**/*.test.ts",
    "packages/doctor/test/doctor.test.ts",
    "packages/workflows/test/{fork,team.all}.test.ts",
    "packages/heroku/test/generate/cli.test.ts",
  ],
  // A sample of the cases of `npm run soak`.
  soak: ["test/soak/**/*.test.ts"],
};

const SLOW: readonly string[] = ["clients", "browser", "end-to-end", "soak"] satisfies (keyof typeof KINDS)[];

function project(name: string, include: string[], exclude: string[] = []): TestProjectConfiguration {
  const timeout = SLOW.includes(name) ? 3 * MINUTE_MS : 20 * SECOND_MS;
  return {
    extends: true,
    test: { name, include, exclude: [...FOREIGN, ...exclude], testTimeout: timeout, hookTimeout: timeout },
  };
}

export default defineConfig({
  test: {
    pool: "forks",
    maxWorkers: 2,
    globalSetup: "test/support/global-setup.ts",
    setupFiles: ["test/support/test-file.ts"],
    projects: [
      project("unit", ["**/test/**/*.test.ts"], Object.values(KINDS).flat()),
      ...Object.entries(KINDS).map(([name, include]) => project(name, include)),
    ],
  },
});
