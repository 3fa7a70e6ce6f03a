import type { Heroku } from "./heroku.ts";

const LEFTOVER_MS = 15 * 60_000;
/** Heroku's times are in whole seconds. */
export const SECOND_MS = 1000;

/**
 * Whether a run that does the same was begun so short a time ago, by Heroku's clock, that a command which was cut short may have
 * begun it. For run-once resources alone, which do no harm where somebody else has begun the same; it proves no owner.
 */
export function isLeftover(heroku: Heroku, since: string): boolean {
  const age = (heroku.now() ?? Number.NaN) - Date.parse(since);
  return age > -SECOND_MS && age < LEFTOVER_MS;
}
