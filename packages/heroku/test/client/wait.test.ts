import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { pause } from "../../client/pause.ts";
import { HerokuFailure } from "../../define/errors.ts";
import { operateOn, pauseOnFakeClock } from "./operation.ts";

vi.mock("../../client/pause.ts", () => ({ pause: vi.fn() }));
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance"] });
  vi.mocked(pause).mockReset().mockImplementation(pauseOnFakeClock);
});
afterEach(() => {
  vi.useRealTimers();
});

const HOUR_MS = 3_600_000;
const what = "database-1 to be provisioned";

/** Finds something at the nth look. */
const at = (nth: number) => {
  let looks = 0;
  return async () => (++looks === nth ? "found" : undefined);
};

test("what is there at once is not waited for", async () => {
  const { heroku, said } = await operateOn(() => undefined);
  expect(await heroku.wait({ what, probe: at(1), timeoutMs: HOUR_MS })).toBe("found");
  expect([said, vi.mocked(pause).mock.calls]).toEqual([[], []]);
});

test("it looks less and less often, at least every five seconds, and says how long it has been waiting", async () => {
  const { heroku, said } = await operateOn(() => undefined);
  expect(await heroku.wait({ what, probe: at(12), timeoutMs: HOUR_MS })).toBe("found");
  const pauses = vi.mocked(pause).mock.calls.map(([ms]) => ms);
  expect(pauses[0]).toBe(200);
  expect(pauses.slice(-2)).toEqual([5000, 5000]);
  expect(said[0]).toBe("waiting for database-1 to be provisioned (0 s)");
  expect(said.at(-1)).toBe("waiting for database-1 to be provisioned (20 s)");
});

test("it ends at its limit", async () => {
  const { heroku } = await operateOn(() => undefined);
  const waited = heroku.wait({ what, probe: async () => undefined, timeoutMs: 60_000 });
  await expect(waited).rejects.toMatchObject({
    code: "took-too-long",
    message: expect.stringContaining(`60 s of waiting for ${what}`),
  });
});

test("a custom timeout takes the place of that limit, be it longer", async () => {
  const { heroku } = await operateOn(() => undefined, { timeoutMs: HOUR_MS });
  expect(await heroku.wait({ what, probe: at(20), timeoutMs: 1 })).toBe("found");
});

test("an error ends it", async () => {
  const { heroku } = await operateOn(() => undefined);
  const probe = () => Promise.reject(new HerokuFailure("failed", "It failed"));
  await expect(heroku.wait({ what, probe, timeoutMs: HOUR_MS })).rejects.toMatchObject({ code: "failed" });
});

test("a cancellation ends it without another look", async () => {
  const { heroku, client } = await operateOn(() => undefined);
  const probe = vi.fn(async () => client.cancel());
  await expect(heroku.wait({ what, probe, timeoutMs: HOUR_MS })).rejects.toMatchObject({ code: "interrupted" });
  expect(probe).toHaveBeenCalledTimes(1);
});

test("a pause ends with the reason of the cancellation", async () => {
  const real = await vi.importActual<typeof import("../../client/pause.ts")>("../../client/pause.ts");
  const cancelled = new AbortController();
  const paused = real.pause(HOUR_MS, cancelled.signal);
  cancelled.abort(new HerokuFailure("interrupted", "cancelled"));
  await expect(paused).rejects.toMatchObject({ code: "interrupted" });
});
