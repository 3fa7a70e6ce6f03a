import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { add, checkTally, closingLine, vitestTally } from "../test-run/tally.ts";

function report(parts: object): string {
  const file = join(mkdtempSync(join(tmpdir(), "tally-")), "report.json");
  const counts = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [] };
  writeFileSync(file, JSON.stringify({ ...counts, ...parts }));
  return file;
}

describe("vitest's report", () => {
  test("is counted as it stands", () => {
    const file = report({ numPassedTests: 7, numFailedTests: 2, numPendingTests: 1, numTodoTests: 1 });
    expect(vitestTally(file, 1)).toEqual({ passed: 7, failed: 2, skipped: 2 });
  });

  test("a file that could not be loaded is a failure", () => {
    const file = report({
      numPassedTests: 3,
      testResults: [{ name: "a.test.ts", status: "failed", assertionResults: [] }],
    });
    expect(vitestTally(file, 1)).toEqual({ passed: 3, failed: 1, skipped: 0 });
  });

  test("a file with a failed test is not counted twice", () => {
    const testResults = [{ name: "a.test.ts", status: "failed", assertionResults: [{ status: "failed" }] }];
    expect(vitestTally(report({ numFailedTests: 1, testResults }), 1).failed).toBe(1);
  });

  test("an error outside of any test is a failure", () => {
    expect(vitestTally(report({ numPassedTests: 3 }), 1)).toEqual({ passed: 3, failed: 1, skipped: 0 });
  });

  test("a runner that wrote no report failed, whatever its exit status", () => {
    expect(vitestTally("/nonexistent/report.json", 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });
});

describe("the closing line", () => {
  test("names what was skipped only where something was", () => {
    expect(closingLine({ passed: 12, failed: 0, skipped: 0 })).toBe("12 passed, 0 failed");
    expect(closingLine({ passed: 12, failed: 1, skipped: 3 })).toBe("12 passed, 1 failed, 3 skipped");
  });

  test("adds up commands and tests; a command that a signal ended failed", () => {
    const sum = add(add(checkTally(0), checkTally(null)), { passed: 5, failed: 0, skipped: 1 });
    expect(closingLine(sum)).toBe("6 passed, 1 failed, 1 skipped");
  });
});
