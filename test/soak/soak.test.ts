import { expect, test } from "vitest";
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
  soak([numbers, broken, without], { seed: 1, jobs: 2, ...options }, () => undefined);

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
