import { HerokuFailure } from "../define/errors.ts";
import type { Heroku, Wait } from "../define/heroku.ts";
import { pause } from "./pause.ts";

const FIRST_MS = 200;
const LONGEST_MS = 5_000;

/** Looks again and again, less and less often, and says how long it has been waiting. */
export async function wait<T>(heroku: Heroku, { what, probe, timeoutMs }: Wait<T>): Promise<T> {
  const started = performance.now();
  for (let pauseMs = FIRST_MS; ; pauseMs = Math.min(pauseMs * 1.5, LONGEST_MS)) {
    heroku.signal.throwIfAborted();
    const found = await probe();
    if (found !== undefined) return found;
    const waitedMs = performance.now() - started;
    if (waitedMs > timeoutMs) throw tookTooLong(what, timeoutMs);
    heroku.say(`waiting for ${what} (${Math.round(waitedMs / 1000)} s)`);
    await pause(pauseMs, heroku.signal);
  }
}

export const tookTooLong = (what: string, timeoutMs: number) =>
  new HerokuFailure(
    "took-too-long",
    `After ${Math.round(timeoutMs / 1000)} s of waiting for ${what}, the limit is reached`,
  );
