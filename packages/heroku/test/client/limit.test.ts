import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createRateLimit } from "../../client/limit.ts";
import { pause } from "../../client/pause.ts";

vi.mock("../../client/pause.ts", () => ({ pause: vi.fn(async () => undefined) }));

const never = new AbortController().signal;
const paused = () => vi.mocked(pause).mock.calls.map(([ms]) => ms);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
});
afterEach(() => {
  vi.useRealTimers();
  vi.mocked(pause).mockClear();
});

test("nothing waits while plenty is left, or while nothing is known", async () => {
  const limit = createRateLimit();
  await limit.turn(never);
  limit.saw("4499");
  limit.saw(undefined);
  await limit.turn(never);
  expect(paused()).toEqual([]);
});

test("near the end requests go one by one at the pace of the refill, 75 a minute", async () => {
  const limit = createRateLimit();
  limit.saw("19");
  await Promise.all([limit.turn(never), limit.turn(never), limit.turn(never)]);
  expect(paused()).toEqual([800, 1600, 2400]);
});

test("time that has passed meanwhile counts", async () => {
  const limit = createRateLimit();
  limit.saw("0");
  await limit.turn(never);
  vi.setSystemTime(Date.now() + 60_000);
  await limit.turn(never);
  expect(paused()).toEqual([800, 800]);
});

test("once more is left nothing waits again", async () => {
  const limit = createRateLimit();
  limit.saw("3");
  limit.saw("300");
  await limit.turn(never);
  expect(paused()).toEqual([]);
});
