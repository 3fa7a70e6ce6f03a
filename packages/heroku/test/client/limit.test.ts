import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createRateLimit } from "../../client/limit.ts";
import { pause } from "../../client/pause.ts";
import { pauseOnFakeClock } from "./operation.ts";

vi.mock("../../client/pause.ts", () => ({ pause: vi.fn() }));

const never = new AbortController().signal;
const silent = () => undefined;
const paused = () => vi.mocked(pause).mock.calls.map(([ms]) => Math.round(ms));

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
  vi.mocked(pause).mockReset().mockImplementation(pauseOnFakeClock);
});
afterEach(() => {
  vi.useRealTimers();
});

/** A limit that knows how many requests are left. */
function limitAt(remaining: string) {
  const limit = createRateLimit();
  limit.saw(remaining);
  return {
    ...limit,
    turns: (count: number) => Promise.all(Array.from({ length: count }, () => limit.turn(never, silent))),
  };
}

test("nothing waits while plenty is left, or while nothing is known", async () => {
  const limit = createRateLimit();
  await limit.turn(never, silent);
  limit.saw("4499");
  limit.saw(undefined);
  await limit.turn(never, silent);
  expect(paused()).toEqual([]);
});

test("near the end requests go one by one at the pace of the refill, 75 a minute", async () => {
  await limitAt("19").turns(3);
  expect(paused()).toEqual([0, 800, 800]);
});

test("the fewer are left, the slower they go", async () => {
  await limitAt("4").turns(2);
  expect(paused()).toEqual([0, 1600]);
});

test.each(["0", "-5"])("with %s left there is one every eight seconds", async (remaining) => {
  await limitAt(remaining).turns(2);
  expect(paused()).toEqual([0, 8000]);
});

test.each(["many", "NaN", ""])("%j left says nothing", async (remaining) => {
  await limitAt(remaining).turns(2);
  expect(paused()).toEqual([]);
});

test("time that has passed meanwhile counts", async () => {
  const limit = limitAt("19");
  await limit.turns(1);
  vi.setSystemTime(Date.now() + 500);
  await limit.turns(1);
  vi.setSystemTime(Date.now() + 60_000);
  await limit.turns(1);
  expect(paused()).toEqual([0, 300, 0]);
});

test("once more is left those in line do not wait for longer", async () => {
  const limit = limitAt("0");
  vi.mocked(pause).mockImplementation(async (ms) => {
    vi.advanceTimersByTime(ms);
    if (ms > 0) limit.saw("300");
  });
  await limit.turns(4);
  expect(paused()).toEqual([0, 8000, 0, 0]);
});

test("who is cancelled leaves the line to those behind", async () => {
  const limit = limitAt("19");
  const cancelled = AbortSignal.abort(new Error("cancelled"));
  const left = limit.turn(cancelled, silent);
  const behind = limit.turn(never, silent);
  await expect(left).rejects.toThrow("cancelled");
  await behind;
});

test("whoever waits for long is told so", async () => {
  vi.useFakeTimers();
  const told = vi.fn();
  const limit = limitAt("0");
  vi.mocked(pause).mockImplementation((ms) => new Promise((done) => setTimeout(done, ms)));
  const turns = [limit.turn(never, told), limit.turn(never, told), limit.turn(never, told)];
  await vi.advanceTimersByTimeAsync(20_000);
  await Promise.all(turns);
  expect(told).toHaveBeenCalledWith("waiting for Heroku's rate limit, with 0 requests left (5 s)");
  expect(told).toHaveBeenCalledWith("waiting for Heroku's rate limit, with 0 requests left (15 s)");
});
