import { badHour } from "./bad-hour.ts";
import { canaries } from "./canaries.ts";
import { driftStorm } from "./drift-storm.ts";
import { faults, timeouts } from "./faults.ts";
import { hostileAnswers } from "./hostile-answers.ts";
import { interruptions } from "./interruptions.ts";
import { kills } from "./kills.ts";
import { providerCalls } from "./provider-calls.ts";
import { renames } from "./renames.ts";
import { sandboxBytes } from "./sandbox-bytes.ts";
import { sandboxCrash } from "./sandbox-crash.ts";
import { sandboxRequests } from "./sandbox-requests.ts";
import { stackFiles } from "./stack-files.ts";
import type { Trial } from "./trial.ts";
import { twoAtOnce } from "./two-at-once.ts";
import { twoStacks } from "./two-stacks.ts";

/** Everything that `npm run soak` tries; a sample of each stands in a test beside it. */
export const trials: readonly Trial[] = [
  faults,
  timeouts,
  kills,
  interruptions,
  ...twoAtOnce,
  renames,
  twoStacks,
  badHour(),
  driftStorm,
  hostileAnswers,
  canaries,
  sandboxCrash,
  sandboxBytes,
  stackFiles,
  sandboxRequests,
  providerCalls,
];
