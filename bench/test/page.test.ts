import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { barChart } from "../chart.ts";
import { figuresOf } from "../figures.ts";
import { page, writePage } from "../page.ts";
import { decisionRows, startRows, tableRows } from "../table.ts";
import { BESIDE, CIRCUMSTANCES, EMPTY, HUNDRED, ONE, STAGING, sample } from "./support.ts";

const figures = figuresOf(
  [
    sample(EMPTY, 2000),
    sample(STAGING, 1000),
    sample({ ...STAGING, step: "refresh" }, 1500, { "GET /apps": 1, "GET /apps/{}/domains": 2 }),
    sample({ ...STAGING, latencyMs: 80 }, 3000),
    sample(ONE, 1000),
    sample(HUNDRED, 9316),
    sample({ ...HUNDRED, step: "refresh" }, 5000, { "GET /apps/{}/domains": 100 }),
  ],
  BESIDE,
  CIRCUMSTANCES,
);

test("the table has a row for each figure, the ratio first", () => {
  const rows = tableRows(figures);
  expect(Object.keys(rows)).toEqual([
    "empty program: preview",
    "staging: preview, nothing changed",
    "staging: refresh, nothing changed",
    "staging, 80 ms: preview, nothing changed",
    "1 app: preview, nothing changed",
    "100 apps: preview, nothing changed",
    "100 apps: refresh, nothing changed",
  ]);
  expect(Object.entries(rows["staging: refresh, nothing changed"] ?? {})).toEqual([
    ["× empty", 0.75],
    ["seconds", 1.5],
    ["resources", 21],
    ["requests", 3],
    ["waiting", 1],
    ["program MB", 100],
    ["provider MB", 150],
  ]);
});

test("what is there how soon has a table of its own", () => {
  expect(startRows(figures)).toMatchObject({ "the provider prints its port after its start": { ms: 99.12 } });
});

test("what a decision is worth is told in times of the empty program", () => {
  expect(decisionRows(figures)).toEqual({ "as it is": { "× empty": 0.5 }, slowly: { "× empty": 1.5 } });
  expect(page(figures)).toContain("| slowly | 1.5 |");
});

test("a chart has a bar for each value, and room for the longest", () => {
  const bars = [
    { label: "one", value: 1 },
    { label: "another", value: 2.37 },
  ];
  expect(barChart("Some of them", "times", bars)).toBe(
    [
      "```mermaid",
      "xychart-beta horizontal",
      '  title "Some of them"',
      '  x-axis ["one: 1", "another: 2.37"]',
      '  y-axis "times" 0 --> 3',
      "  bar [1, 2.37]",
      "```",
    ].join("\n"),
  );
});

test("the page says when, where and how it was measured, and shows all of it", () => {
  const text = page(figures);
  expect(text).toContain("2026-01-02, commit abc1234, 2 cores, medians of 3 rounds.");
  expect(text).toContain(
    'x-axis ["empty program: 1", "preview, nothing changed: 0.5", "refresh, nothing changed: 0.75"]',
  );
  expect(text).toContain("| staging, 80 ms: preview, nothing changed | **1.5** | 3 | 21 | 0 | 1 | 100 | 300 |");
  expect(text).toContain("| preview, nothing changed | 7 |");
  expect(text).toContain("| the provider prints its port after its start | 99.12 |");
  // 2,000 ms more where each answer takes 80 ms.
  expect(text).toMatch(/## Far from Heroku[\s\S]*\| preview, nothing changed \| 25 \|/);
  expect(text).toContain("| `GET /apps/{}/domains` |  | 2 |");
  expect(text).toMatch(/## API requests of a refresh of 100 apps\n.*\n.*\n\| `GET \/apps\/\{\}\/domains` \| 100 \|\n/);
});

test("without fleets the page has nothing about them", () => {
  const { figures: all, ...rest } = figures;
  const text = page({ ...rest, figures: all.filter(({ subject }) => !subject.includes("app")) });
  expect(text).not.toMatch(/As the work grows|of a refresh/);
});

test("the page is written where it is wanted", () => {
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  try {
    writePage(join(folder, "performance.md"), figures);
    expect(readFileSync(join(folder, "performance.md"), "utf8")).toBe(page(figures));
  } finally {
    rmSync(folder, { recursive: true });
  }
});
