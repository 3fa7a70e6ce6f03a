import { expect } from "vitest";

// The commands that a test runs are recorded under its file: packages/toolchain/run.ts.
process.env.CONSUMER_NOTEBOOK_TEST_FILE = expect.getState().testPath;
