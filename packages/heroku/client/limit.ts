import { pause } from "./pause.ts";

/** Requests an hour at Heroku, refilled steadily. https://devcenter.heroku.com/articles/platform-api-reference#rate-limits */
const REFILL_PER_MINUTE = 75;
/** Below this many left, requests are spaced out by the refill's pace. */
const RESERVE = 20;

/** Watches what Heroku says is left of the hour's requests, and slows down before there is nothing. */
export interface RateLimit {
  /** Waits for a turn. */
  turn(signal: AbortSignal): Promise<void>;
  saw(remaining: string | string[] | undefined): void;
}

export function createRateLimit(): RateLimit {
  let remaining = Number.POSITIVE_INFINITY;
  let nextAt = 0;
  return {
    async turn(signal) {
      if (remaining >= RESERVE) return;
      const now = Date.now();
      nextAt = Math.max(now, nextAt) + 60_000 / REFILL_PER_MINUTE;
      await pause(nextAt - now, signal);
    },
    saw(header) {
      const count = Number.parseInt(String(header), 10);
      if (Number.isFinite(count)) remaining = count;
    },
  };
}
