import type { Workplace } from "@consumer-notebook/toolchain";
import { fingerprintKey, fingerprintOf } from "./fingerprint.ts";
import { costOf, impactsOf } from "./impact/index.ts";
import type { ResourceView, ReviewedChange, StackReview } from "./model.ts";
import { readPreview } from "./preview/read.ts";
import { type PreviewOptions, runPreview } from "./preview/run.ts";
import { Digest, Plan } from "./preview/steps.ts";
import { ReviewError } from "./review-error.ts";

/** A stack whose preview failed, and what it said. */
export interface FailedReview {
  stack: string;
  errors: string[];
}

export const hasFailed = (review: StackReview | FailedReview): review is FailedReview => "errors" in review;

export const hasChanges = ({ changes, drift }: StackReview): boolean => changes.length > 0 || drift.length > 0;

/** Previews a stack once, and says what it would do. */
export async function reviewStack(place: Workplace, options: PreviewOptions): Promise<StackReview | FailedReview> {
  const { stack } = options;
  const key = fingerprintKey(stack, place.env);
  const [{ status, digest, plan }] = await Promise.all([runPreview(place, options), key]);
  if (status !== 0 || plan === "") return { stack, errors: errorsIn(digest) };
  return reviewOf(stack, Digest.parse(JSON.parse(digest)), Plan.parse(JSON.parse(plan)), await key);
}

export function reviewOf(stack: string, digest: Digest, plan: Plan, key: Buffer): StackReview {
  const { every, drift } = readPreview(digest, plan);
  const changes = every.filter(({ op }) => op !== "same");
  const all = every.flatMap(({ after, before }): ResourceView[] => (after ? [after] : before ? [before] : []));
  const acting = changes.filter(({ op }) => op !== "import");
  const impact = ({ urn, ...change }: ReviewedChange) => ({ urn, impacts: impactsOf({ urn, ...change }, all, acting) });
  return {
    stack,
    changes,
    impacts: acting.map(impact).filter(({ impacts }) => impacts.length > 0),
    cost: costOf(every),
    drift,
    fingerprint: fingerprintOf(stack, changes, plan, key),
    all,
  };
}

/** Without a stack, without a key for Heroku and the like Pulumi prints no JSON: its reason is on standard error then. */
function errorsIn(digest: string): string[] {
  const text = digest.trim();
  if (!text.startsWith("{")) return text ? [text] : ["Pulumi says why on standard error."];
  const parsed = Digest.safeParse(JSON.parse(text));
  if (!parsed.success) throw new ReviewError("Pulumi's preview says something that this review does not understand.");
  const errors = (parsed.data.diagnostics ?? []).filter(({ severity }) => severity === "error");
  return errors.length > 0 ? errors.map(({ message }) => message.trim()) : ["Pulumi says why on standard error."];
}
