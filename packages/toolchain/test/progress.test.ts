import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { duration, during, sayOn } from "../progress.ts";
import { wrapped } from "../wrapped.ts";

/** A stream that keeps what is written. */
function stream(isTTY: boolean, columns = 80) {
  let written = "";
  const write = (text: string) => {
    written += text;
    return true;
  };
  return { stream: { isTTY, columns, write } as unknown as NodeJS.WriteStream, written: () => written };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const takes = (ms: number) => () => new Promise<void>((resolve) => setTimeout(resolve, ms));

describe("what passes", () => {
  test("takes the place of what passed before, and gives way to a line", async () => {
    const { stream: terminal, written } = stream(true);
    const work = during(sayOn(terminal, {}), "Building", takes(2_500), () => ", 3 of 9 done");
    await vi.advanceTimersByTimeAsync(2_500);
    await work;
    expect(written()).toBe(
      "Building ...\n  at it for 1 s, 3 of 9 done\r\x1b[K  at it for 2 s, 3 of 9 done\r\x1b[K  done in 3 s\n",
    );
  });

  test("fits the terminal, or it could not be taken back", () => {
    const { stream: terminal, written } = stream(true, 30);
    sayOn(terminal, {}).passing?.("x".repeat(100));
    expect(written()).toHaveLength(29);
  });

  test.each([
    ["a log", false, {}],
    ["a CI's terminal", true, { CI: "true" }],
    ["a terminal that can't go back", true, { TERM: "dumb" }],
  ])("is not shown in %s: it gets whole lines, few of them", async (_, isTTY, env) => {
    const { stream: log, written } = stream(isTTY);
    const work = during(sayOn(log, env), "Building", takes(70_000), () => ", 3 of 9 done");
    await vi.advanceTimersByTimeAsync(70_000);
    await work;
    expect(written()).toBe(
      "Building ...\n  still at it after 30 s, 3 of 9 done\n  still at it after 1 min 0 s, 3 of 9 done\n  done in 1 min 10 s\n",
    );
  });
});

test("a time of next to nothing is said so", () => {
  expect([0, 499, 500, 75_000].map(duration)).toEqual(["less than 1 s", "less than 1 s", "1 s", "1 min 15 s"]);
});

test("lines are wrapped between words, and a word that is longer stays whole", () => {
  expect(wrapped("one two", 2)).toEqual(["  one two"]);
  const long = "x".repeat(90);
  expect(wrapped(`${"four ".repeat(16)}${long} end`, 2)).toEqual([
    `  ${"four ".repeat(15)}four`.slice(0, 76),
    "    four",
    `    ${long}`,
    "    end",
  ]);
});
