import type { Workplace } from "@consumer-notebook/toolchain";
import { fingerprintKey } from "./fingerprint.ts";
import type { StackReview } from "./model.ts";
import { type PreviewOptions, runPreview } from "./preview/run.ts";

/** A stack whose preview failed, and what it said. */
export interface FailedReview {
  stack: string;
  errors: string[];
}

export const hasFailed = (review: StackReview | FailedReview): review is FailedReview => "errors" in review;

export const hasChanges = ({ changes, drift }: StackReview): boolean => changes.length > 0 || drift.length > 0;

/** Previews a stack once, and says what it would do. What reads the preview is loaded while Pulumi is at work. */
export async function reviewStack(place: Workplace, options: PreviewOptions): Promise<StackReview | FailedReview> {
  const { stack } = options;
  const atWork = Promise.withResolvers<void>();
  const onStart = () => {
    options.onStart?.();
    atWork.resolve();
  };
  const preview = runPreview(place, { ...options, onStart });
  await Promise.race([atWork.promise, preview]);
  const [{ status, digest, plan }, key, policy, { claimsFor, Digest, errorsIn, othersData, reviewOf }] =
    await Promise.all([
      preview,
      fingerprintKey(stack, place.env),
      import("./guard-rails.ts").then(({ guardRailsOf }) => guardRailsOf(stack, process.cwd(), place.env)),
      import("./reading.ts"),
    ]);
  if (status !== 0 || plan === "") return { stack, errors: errorsIn(digest) };
  const said = Digest.parse(JSON.parse(digest));
  const [claims, others] = await Promise.all([claimsFor(said), othersData(said, place.env)]);
  return reviewOf(stack, said, JSON.parse(plan), { key, policy, claims, others });
}
