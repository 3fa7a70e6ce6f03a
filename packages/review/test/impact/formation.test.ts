import { describe, expect, test } from "vitest";
import { brief, judged, remove, update, view } from "./changes.ts";

type Dynos = Record<string, [quantity: number, size: string]>;

const formation = (dynos: Dynos) =>
  view("Formation", {
    processes: Object.fromEntries(Object.entries(dynos).map(([type, [quantity, size]]) => [type, { quantity, size }])),
  });

const CASES: [what: string, before: Dynos, after: Dynos, impacts: string[]][] = [
  ["more dynos", { web: [1, "basic"] }, { web: [3, "basic"] }, []],
  ["fewer dynos", { web: [3, "basic"] }, { web: [1, "basic"] }, []],
  ["a first dyno", { web: [0, "basic"] }, { web: [1, "basic"] }, []],
  ["a new process type", {}, { worker: [1, "basic"] }, []],
  ["another size", { web: [1, "basic"] }, { web: [2, "standard-1x"] }, ["restarts: web"]],
  ["another size of what does not run", { web: [0, "basic"] }, { web: [1, "standard-1x"] }, []],
  [
    "another size of both",
    { web: [1, "basic"], worker: [1, "basic"] },
    { web: [1, "eco"], worker: [1, "eco"] },
    ["restarts: web worker"],
  ],
  ["no dyno", { web: [2, "basic"] }, { web: [0, "basic"] }, ["downtime: web"]],
  ["no dyno of another size", { web: [2, "basic"] }, { web: [0, "eco"] }, ["downtime: web"]],
  ["a process type less", { web: [1, "basic"], worker: [1, "basic"] }, { web: [1, "basic"] }, ["downtime: worker"]],
  ["a process type less that did not run", { worker: [0, "basic"] }, {}, []],
];

describe("a formation with", () => {
  test.each(CASES)("%s", (_what, before, after, impacts) => {
    const judgement = judged([update(formation(before), formation(after), "processes")]);
    expect(brief(judgement.impacts)).toEqual(impacts);
    expect(judgement.releases).toBe(0);
  });

  test("nothing any more stops everything that ran", () => {
    const { impacts } = judged([remove(formation({ web: [1, "basic"], clock: [1, "basic"] }))]);
    expect(impacts.map(({ text }) => text)).toEqual([
      "No web dyno runs any more: every visitor gets an error page until one does again.",
      "No clock dyno runs any more: the site still answers, and what it would do waits until one does again.",
    ]);
  });
});
