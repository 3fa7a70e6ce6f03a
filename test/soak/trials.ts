import { faults } from "./faults.ts";
import { providerCalls } from "./provider-calls.ts";
import { sandboxRequests } from "./sandbox-requests.ts";
import { stackFiles } from "./stack-files.ts";
import type { Trial } from "./trial.ts";

/** Everything that `npm run soak` tries; a sample of each stands in a test beside it. */
export const trials: readonly Trial[] = [faults, providerCalls, sandboxRequests, stackFiles];
