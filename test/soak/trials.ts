import { badHour } from "./bad-hour.ts";
import { canaries } from "./canaries.ts";
import { driftStorm } from "./drift-storm.ts";
import { faults, timeouts } from "./faults.ts";
import { hostileAnswers } from "./hostile-answers.ts";
import type { Trial } from "./trial.ts";

/** Everything that `npm run soak` tries; a sample of each stands in a test beside it. */
export const trials: readonly Trial[] = [faults, timeouts, hostileAnswers, badHour(), driftStorm, canaries];
