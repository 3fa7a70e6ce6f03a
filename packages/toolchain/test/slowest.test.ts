import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "../paths.ts";
import { slowest } from "../test-run/slowest.ts";

const folder = mkdtempSync(join(tmpdir(), "slowest-"));

const write = (name: string, text: string) => {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
};

const tookMs = (name: string, ms: number) => ({ name: join(ROOT, name), startTime: 1_000, endTime: 1_000 + ms });

test("the slowest files come first, each with its own commands, and all of them last", () => {
  const files = Array.from({ length: 12 }, (_, index) => tookMs(`test/${index}.test.ts`, (index + 1) * 1_000));
  const report = write("report.json", JSON.stringify({ testResults: files }));
  const ran = (name: string, ms: number) => JSON.stringify({ file: join(ROOT, name), command: "pulumi up", ms });
  const runs = write("runs.jsonl", `${ran("test/11.test.ts", 1_500)}\n${ran("test/0.test.ts", 500)}\n`);
  const lines = slowest(report, runs).split("\n");
  expect(lines).toHaveLength(12);
  expect(lines[0]).toContain("12 files");
  expect(lines[1]).toMatch(/^ +12\.0 s +1 commands +1\.5 s {2}test\/11\.test\.ts$/);
  expect(lines[10]).toMatch(/^ +3\.0 s +0 commands +0\.0 s {2}test\/2\.test\.ts$/);
  expect(lines[11]).toMatch(/^ +78\.0 s +2 commands +2\.0 s {2}all files$/);
});

test("without a report or a run of a command there is nothing to tell", () => {
  expect(slowest(join(folder, "none.json"), join(folder, "none.jsonl"))).toMatch(/^The slowest of 0 files/);
});
