import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { remembering, whileSaying } from "../../client/while-saying.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const lasting = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

test("a long wait is told of every five seconds", async () => {
  const told: string[] = [];
  const waiting = whileSaying(
    remembering((message) => told.push(message)),
    () => "it",
    lasting(12_000),
  );
  await vi.advanceTimersByTimeAsync(12_000);
  await waiting;
  expect(told).toEqual(["waiting for it (5 s)", "waiting for it (10 s)"]);
});

test("many short waits one after another are told of too", async () => {
  const told: string[] = [];
  const say = remembering((message) => told.push(message));
  for (let nth = 1; nth <= 5; nth++) {
    const waiting = whileSaying(say, () => `the ${nth}.`, lasting(4_000));
    await vi.advanceTimersByTimeAsync(4_000);
    await waiting;
  }
  expect(told).toEqual(["waiting for the 2. (1 s)", "waiting for the 3. (2 s)", "waiting for the 4. (3 s)"]);
});

test("who has just said something else does not need to", async () => {
  const told: string[] = [];
  const say = remembering((message) => told.push(message));
  const waiting = whileSaying(say, () => "it", lasting(8_000));
  await vi.advanceTimersByTimeAsync(3_500);
  say("uploading");
  await vi.advanceTimersByTimeAsync(4_500);
  await waiting;
  expect(told).toEqual(["uploading"]);
});
