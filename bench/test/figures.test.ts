import { expect, test } from "vitest";
import { figuresOf, median, msPerResource } from "../figures.ts";
import { BESIDE, CIRCUMSTANCES, EMPTY, HUNDRED, ONE, STAGING, sample } from "./support.ts";

test("the median is the middle one, or the mean of the two in the middle", () => {
  expect(median([3, 1, 100])).toBe(3);
  expect(median([4, 1, 100, 2])).toBe(3);
  expect(median([7])).toBe(7);
  expect(median([])).toBeNaN();
});

test("a figure is the median of its runs, in times of the empty program's", () => {
  const samples = [
    ...[1000, 2000, 9000].map((ms) => sample(EMPTY, ms)),
    ...[1500, 1000, 800].map((ms) => sample(STAGING, ms, { "GET /apps": 2 })),
    sample({ ...STAGING, latencyMs: 80 }, 4000),
  ];
  const { figures, ...circumstances } = figuresOf(samples, BESIDE, CIRCUMSTANCES);
  expect(circumstances).toEqual({
    ...CIRCUMSTANCES,
    starts: BESIDE.starts,
    decisions: { "as it is": 0.5, slowly: 1.5 },
  });
  expect(figures.map(({ ms, ratio }) => [ms, ratio])).toEqual([
    [2000, 1],
    [1000, 0.5],
    [4000, 2],
  ]);
  expect(figures[1]).toEqual({
    ...STAGING,
    ms: 1000,
    ratio: 0.5,
    programMb: 100,
    providerMb: 100,
    requests: { "GET /apps": 2 },
    waiting: 1,
  });
});

test("what each further resource costs is told by the smallest and the largest fleet, at the least latency", () => {
  const runs = [sample(EMPTY, 1000), sample(HUNDRED, 9316), sample(ONE, 1000), sample(STAGING, 5000)];
  const slow = [sample({ ...HUNDRED, latencyMs: 250 }, 90_000)];
  const { figures } = figuresOf([...runs, ...slow], BESIDE, CIRCUMSTANCES);
  expect(msPerResource(figures, "preview")).toBe(7);
  expect(msPerResource(figures, "refresh")).toBeUndefined();
  expect(msPerResource(figures.slice(0, 2), "preview")).toBeUndefined();
});
