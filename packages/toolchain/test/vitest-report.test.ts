import { spawnSync } from "node:child_process";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ROOT } from "../paths.ts";
import { vitestTally } from "../test-run/tally.ts";
import { folder } from "./support.ts";

/** Runs the real vitest on these files, and counts its report as `npm test` does. */
function countedRun(files: Record<string, string>) {
  const root = folder();
  symlinkSync(join(ROOT, "node_modules"), join(root, "node_modules"));
  for (const [name, text] of Object.entries(files))
    writeFileSync(join(root, name), `import { test, expect } from "vitest";\n${text}`);
  mkdirSync(join(root, "out"));
  const report = join(root, "out", "report.json");
  const vitest = join(ROOT, "node_modules", "vitest", "vitest.mjs");
  const args = [vitest, "run", "--root", root, "--reporter=json", `--outputFile.json=${report}`];
  const { status } = spawnSync(process.execPath, args, { cwd: root, env: { PATH: process.env.PATH }, timeout: 60_000 });
  return vitestTally(report, status);
}

describe("a run of vitest", () => {
  test("with tests of every fate is counted right, a file that does not load as one failure", () => {
    const tally = countedRun({
      "fates.test.ts":
        'test("p", () => {}); test("f", () => expect(1).toBe(2)); test.skip("s", () => {}); test.todo("t");',
      "broken.test.ts": 'throw new Error("at import");',
    });
    expect(tally).toEqual({ passed: 1, failed: 2, skipped: 2 });
  });

  test("in which all tests pass but something else went wrong has failed", () => {
    const tally = countedRun({ "loose.test.ts": 'test("p", () => { Promise.reject(new Error("unhandled")); });' });
    expect(tally).toEqual({ passed: 1, failed: 1, skipped: 0 });
  });
});
