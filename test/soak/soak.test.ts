import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { writeProgress } from "./progress.ts";
import { report } from "./report.ts";
import { soak } from "./soak.ts";
import { eachOf, type Trial } from "./trial.ts";

const numbers: Trial<number> = {
  name: "numbers",
  claim: "No number is three.",
  open: async (count) => ({
    cases: eachOf([1, 2, 3, 4]),
    async attempt(of) {
      count("processes killed");
      if (of === 3) throw new Error("it is three");
    },
    close: async () => undefined,
  }),
};

const broken: Trial = { name: "broken", claim: "Never tried.", open: () => Promise.reject(new Error("no room")) };

const without: Trial = { ...broken, name: "without", missing: () => "PostgreSQL is not installed" };

const run = (options: Partial<Parameters<typeof soak>[1]> = {}) =>
  soak([numbers, broken, without], { seed: 1, jobs: 2, ...options }, "abc1234", () => undefined);

test("every case is tried once; what ends wrong is told with how to see it again, and the others go on", async () => {
  const outcome = await run();
  expect(outcome.tried.map(({ cases }) => cases)).toEqual([4, 0]);
  const [three, making] = outcome.failures.toSorted((one, other) => (one.trial > other.trial ? -1 : 1));
  expect(three).toMatchObject({ trial: "numbers", of: "3", reason: "it is three" });
  expect(making).toMatchObject({ trial: "broken", reason: "no room" });
  const text = report(outcome);
  expect(text).toMatch(/0 minutes with seed 1\.$/m);
  expect(text).toMatch(/^\*\*4 cases, 2 ended wrong\.\*\* It was not a full run/m);
  expect(text).toMatch(/^\| numbers \| No number is three\. \| 4 of 4 \| 1 \|$/m);
  expect(text).toMatch(/^\| without \| \*\*not tried: PostgreSQL is not installed\*\* \| 0 \| \|$/m);
  expect(text).toMatch(/^\| processes killed \| 4 \|$/m);
  expect(text).toContain(`npm run soak -- --only numbers --case ${three?.number} --seed 1`);
});

test("a case by its number is the same case again", async () => {
  const { failures } = await run({ only: ["numbers"] });
  const again = await run({ only: ["numbers"], case: failures[0]?.number ?? -1 });
  expect(again.failures).toEqual(failures);
  expect(again.tried.map(({ cases }) => cases)).toEqual([1]);
});

test("a run in parts goes on where it stopped, also with the cases that had begun, and counts as one", async () => {
  const folder = mkdtempSync(join(tmpdir(), "soak-"));
  const keep = join(folder, "progress.json");
  try {
    const first = await soak([stopping()], { seed: 1, jobs: 1, keep, minutes: 0.001 }, "abc1234", () => undefined);
    expect(first.tried[0]?.cases).toBe(1);
    const { tried } = await soak([stopping()], { seed: 1, jobs: 1, keep, minutes: 0 }, "abc1234", () => undefined);
    expect(tried[0]).toMatchObject({ cases: 1, full: 4 });
    const second = await soak([stopping()], { seed: 1, jobs: 1, keep }, "def5678", () => undefined);
    expect(second.tried[0]).toMatchObject({ cases: 4, full: 4 });
    expect(second.figures.get("processes killed")).toBe(4);
    expect(report(second)).toMatch(/commit abc1234, then def5678, .*\n\*\*4 cases, 0 ended wrong\.\*\* A full run\.$/m);
    await expect(run({ keep, seed: 2 })).rejects.toThrow("give --seed 1, or another file");
  } finally {
    rmSync(folder, { recursive: true });
  }

  /** Each case takes longer than the first part may. */
  function stopping(): Trial<number> {
    return {
      ...numbers,
      open: async (count) => ({
        cases: eachOf([1, 2, 3, 4]),
        async attempt() {
          await new Promise((done) => setTimeout(done, 70));
          count("processes killed");
        },
        close: async () => undefined,
      }),
    };
  }
});

test("what had begun when a run was killed is tried again", async () => {
  const folder = mkdtempSync(join(tmpdir(), "soak-"));
  const keep = join(folder, "progress.json");
  const trials = { numbers: { cases: 1, next: 3, again: [0, 2] } };
  writeProgress(keep, { seed: 1, minutes: 2, commits: ["abc1234"], trials, figures: {}, failures: [] });
  const tried: string[] = [];
  try {
    const options = { seed: 1, jobs: 1, keep };
    const { tried: works } = await soak([numbers], options, "abc1234", (line) => tried.push(line.split(":")[0] ?? ""));
    expect(works[0]?.cases).toBe(4);
    expect(tried.filter((line) => line.endsWith("of 4"))).toEqual([
      "numbers 0 of 4",
      "numbers 2 of 4",
      "numbers 3 of 4",
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
