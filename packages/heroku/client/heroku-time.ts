/** Heroku's clock, as its responses show it in their `Date` header: this machine's clock can be wrong by days. */
export interface HerokuTime {
  saw(date: string | string[] | undefined): void;
  /** Milliseconds since 1970; undefined before the first response. */
  now(): number | undefined;
}

export function createHerokuTime(): HerokuTime {
  let last: { at: number; seenAt: number } | undefined;
  return {
    saw(date) {
      const at = Date.parse(String(date));
      if (Number.isFinite(at)) last = { at, seenAt: performance.now() };
    },
    now: () => last && last.at + (performance.now() - last.seenAt),
  };
}
