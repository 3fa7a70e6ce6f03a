import { pause } from "./pause.ts";
import { type Say, whileSaying } from "./while-saying.ts";

/** Requests an hour at Heroku, refilled steadily. https://devcenter.heroku.com/articles/platform-api-reference#rate-limits */
const REFILL_PER_MINUTE = 75;
/** Below this many left, requests go one by one at the pace of the refill; */
const RESERVE = 20;
/** below this many, ever more slowly: others use the account too, or its limit is lower. */
const SCARCE = 10;

/** Watches what Heroku says is left of the hour's requests, and slows down before there is nothing. */
export interface RateLimit {
  /** Waits for a turn. */
  turn(signal: AbortSignal, say: Say): Promise<void>;
  saw(remaining: string | string[] | undefined): void;
}

export function createRateLimit(): RateLimit {
  let remaining = Number.POSITIVE_INFINITY;
  let lastAt = Number.NEGATIVE_INFINITY;
  let line: Promise<unknown> = Promise.resolve();
  /** How long it is from one request to the next: the fewer are left, the longer. */
  const spacingMs = () =>
    remaining >= RESERVE ? 0 : (60_000 / REFILL_PER_MINUTE) * Math.max(1, SCARCE / (remaining + 1));
  return {
    async turn(signal, say) {
      if (remaining >= RESERVE) return;
      const turn = line.then(async () => {
        await pause(Math.max(0, lastAt + spacingMs() - Date.now()), signal);
        lastAt = Date.now();
      });
      line = turn.catch(() => undefined);
      await whileSaying(say, () => `Heroku's rate limit, with ${remaining} requests left`, turn);
    },
    saw(header) {
      const count = Number.parseInt(String(header), 10);
      if (Number.isFinite(count)) remaining = Math.max(0, count);
    },
  };
}
