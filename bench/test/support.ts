import type { Beside, Circumstances, Place, Sample } from "../figures.ts";
import type { Starts } from "../starts.ts";

export const CIRCUMSTANCES: Circumstances = { date: "2026-01-02", commit: "abc1234", cores: 2, rounds: 3 };

const STARTS: Starts = {
  providerReady: 99.123,
  sandboxReady: 250,
  sdkLoads: 25,
  settingsLoad: 35,
  answer: 0.4,
  answerAmongMany: 0.5,
};

export const BESIDE: Beside = { starts: STARTS, decisionsMs: { "as it is": 1000, slowly: 3000 } };

export const EMPTY: Place = { subject: "empty", resources: 0, step: "preview", latencyMs: 0 };
export const STAGING: Place = { subject: "staging", resources: 21, step: "preview", latencyMs: 0 };
export const ONE: Place = { subject: "1 app", resources: 12, step: "preview", latencyMs: 0 };
export const HUNDRED: Place = { subject: "100 apps", resources: 1200, step: "preview", latencyMs: 0 };

/** A run that took so long. */
export const sample = (place: Place, ms: number, kinds: Record<string, number> = {}): Sample => ({
  ...place,
  measured: { ms, requests: { kinds, waiting: 1 }, peakMb: { program: 100.4, provider: ms / 10 } },
});
