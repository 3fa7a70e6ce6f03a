import { expect, test } from "vitest";
import { costText } from "../scale/cost.ts";
import { durationText, readDuration, readWanted } from "../scale/order.ts";

test("process types are given as to Heroku's own ps:scale, each once", () => {
  const one = readWanted("worker=50");
  expect(readWanted("web=2:Standard-2X", one)).toEqual([
    { type: "worker", quantity: 50 },
    { type: "web", quantity: 2, size: "standard-2x" },
  ]);
  for (const wrong of ["worker", "worker=", "worker=-1", "worker=1000", "=5", "worker=5:"])
    expect(() => readWanted(wrong), wrong).toThrow(/such as worker=50/);
  expect(() => readWanted("worker=1", one)).toThrow(/once/);
});

test("times are up to a day", () => {
  expect(["90s", "6m", "2h", "24h"].map(readDuration)).toEqual([90_000, 360_000, 7_200_000, 86_400_000]);
  for (const wrong of ["6", "0m", "25h", "6 m", "1d", ""]) expect(() => readDuration(wrong), wrong).toThrow(/6m/);
  expect([364_000, 7_200_000, 400].map(durationText)).toEqual(["6 min 4 s", "2 h", "0 s"]);
});

test("a cost is told to the cent, by the second", () => {
  // 48 more Standard-1X, at 25 dollars a month each, for 6 minutes: 48 × 2500 × 360 / 2592000 cents.
  expect(costText(15_000, 15_000 + 48 * 2500, 360_000)).toBe("$0.17");
  expect(costText(0, 2500, 30 * 24 * 3_600_000)).toBe("$25.00");
  // 50 workers at the 0.05 dollars an hour that a dyno was in 2012.
  expect(costText(0, 50 * 3600, 3.5 * 3_600_000)).toBe("$8.75");
  expect(costText(5000, 5000, 360_000)).toBe("$0.00");
  expect(costText(10_000, 0, 6 * 3_600_000)).toBe("-$0.83");
});
