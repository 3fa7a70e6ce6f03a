import { defineConfig } from "vitest/config";

const FOREIGN = ["**/node_modules/**", "**/.sandbox/**", "test/cli/**"];
const END_TO_END = ["test/e2e/**/*.test.ts", "test/soak/**/*.test.ts"];
const MINUTE_MS = 60_000;

export default defineConfig({
  test: {
    pool: "forks",
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: "fast",
          include: ["**/test/**/*.test.ts"],
          exclude: [...FOREIGN, ...END_TO_END],
          testTimeout: 20_000,
          hookTimeout: 20_000,
        },
      },
      {
        // The real Pulumi CLI against a sandbox: each command takes seconds.
        extends: true,
        test: {
          name: "e2e",
          include: END_TO_END,
          exclude: FOREIGN,
          testTimeout: 3 * MINUTE_MS,
          hookTimeout: 3 * MINUTE_MS,
        },
      },
    ],
  },
});
