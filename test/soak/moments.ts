import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import type { Project } from "../support/project.ts";

/** When something happens to a command that runs. */
export type Moment =
  /** A part of the time that the command usually takes. */
  | { part: number }
  /** The nth request has come to Heroku, and has taken effect or has not: it is held there. */
  | { request: number; effect: "to come" | "done"; laterMs: number };

/** Every moment as likely as any other. */
export const momentsOf = (requests: number): fc.Arbitrary<Moment> => fc.noBias(moments(requests));

const moments = (requests: number): fc.Arbitrary<Moment> =>
  fc.oneof(
    { weight: 1, arbitrary: fc.record({ part: fc.integer({ min: 0, max: 1_000 }).map((each) => each / 1_000) }) },
    {
      weight: 2,
      arbitrary: fc.record({
        request: fc.integer({ min: 1, max: requests }),
        effect: fc.constantFrom("to come" as const, "done" as const),
        laterMs: fc.integer({ min: 0, max: 50 }),
      }),
    },
  );

/** All but uploads and streams, which the log of requests leaves out. */
const LOGGED = "^/(?!(slugs|sources|streams)/.)";
const LOOK_EVERY_MS = 5;

/** Has the request of a moment held long enough for something to happen meanwhile. */
export async function holdFor(project: Project, moment: Moment, heldMs: number): Promise<void> {
  if ("part" in moment) return;
  const { request, effect } = moment;
  const fault = { kind: "delay", ms: heldMs, ...(effect === "done" ? { after: true } : {}) };
  await project.control("PUT", "/faults", [{ method: "*", path: LOGGED, nth: request, ...fault }]);
}

/** Waits for the moment; false where the command has ended before it. */
export async function reached(project: Project, moment: Moment, usualMs: number, over: AbortSignal): Promise<boolean> {
  if ("part" in moment) {
    await sleep(moment.part * usualMs, undefined, { signal: over }).catch(() => {});
    return !over.aborted;
  }
  while (!over.aborted) {
    const requests = await project.control<unknown[]>("GET", "/requests");
    if (requests.length >= moment.request) {
      await sleep(moment.laterMs);
      return !over.aborted;
    }
    await sleep(LOOK_EVERY_MS);
  }
  return false;
}
