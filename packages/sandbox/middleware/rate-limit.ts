import type { MiddlewareHandler } from "hono";
import type { Clock } from "../clock.ts";
import { rateLimited } from "../errors.ts";
import type { Env } from "../http/api.ts";

const HOUR_MS = 3_600_000;

/** An account's requests: a bucket that holds an hour's worth and refills all the time. */
export interface RateLimiter {
  perHour(): number;
  remaining(account: string): number;
  /** Takes one request; false if there is none left. */
  take(account: string): boolean;
  /** Another limit from now on, of which each account has this many requests left. */
  set(perHour: number, left: number): void;
  clear(): void;
}

export function rateLimiter(clock: Clock, usualPerHour: number): RateLimiter {
  let perHour = usualPerHour;
  let atFirst = usualPerHour;
  const buckets = new Map<string, { tokens: number; at: number }>();

  function refilled(account: string): { tokens: number; at: number } {
    const now = clock.now();
    const bucket = buckets.get(account) ?? { tokens: atFirst, at: now };
    const tokens = Math.min(perHour, bucket.tokens + ((now - bucket.at) * perHour) / HOUR_MS);
    const current = { tokens, at: now };
    buckets.set(account, current);
    return current;
  }

  return {
    perHour: () => perHour,
    remaining: (account) => Math.floor(refilled(account).tokens),
    take(account) {
      const bucket = refilled(account);
      if (bucket.tokens < 1) return false;
      bucket.tokens -= 1;
      return true;
    },
    set(newPerHour, left) {
      perHour = newPerHour;
      atFirst = left;
      buckets.clear();
    },
    clear() {
      this.set(usualPerHour, usualPerHour);
    },
  };
}

/** Asking how much is left costs nothing. */
const FREE = "/account/rate-limits";

export function limitRate(limiter: RateLimiter): MiddlewareHandler<Env> {
  return async (context, next) => {
    const { id } = context.get("account");
    const free = context.req.path === FREE && context.req.method === "GET";
    const granted = free || limiter.take(id);
    context.set("requestsLeft", limiter.remaining(id));
    if (!granted) throw rateLimited();
    await next();
  };
}
