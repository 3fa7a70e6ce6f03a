import { faults, timeouts } from "./faults.ts";
import type { Trial } from "./trial.ts";
import { twoAtOnce } from "./two-at-once.ts";

/** Everything that `npm run soak` tries; a sample of each stands in a test beside it. */
export const trials: readonly Trial[] = [faults, timeouts, ...twoAtOnce];
