import type { StackPolicy } from "@consumer-notebook/policy";
import { fingerprintOf, secretsOf } from "./fingerprint.ts";
import { brokenRules } from "./guard-rails.ts";
import { costOf, happens, impactsOf } from "./impact/index.ts";
import type { Impact, ResourceView, ReviewedChange, StackReview } from "./model.ts";
import { readPreview } from "./preview/read.ts";
import { type ClaimsByType, withRenames } from "./preview/renames.ts";
import { Digest, Plan } from "./preview/steps.ts";
import { ReviewError } from "./review-error.ts";

export { othersData } from "./others-data.ts";
export { claimsFor } from "./preview/renames.ts";
export { Digest } from "./preview/steps.ts";

/** What else is known of a stack. */
export interface Known {
  key: Buffer;
  policy?: StackPolicy | undefined;
  claims?: ClaimsByType;
  /** What deleting an app takes along that the stack does not have, by the app's URN. */
  others?: ReadonlyMap<string, Impact[]>;
}

/** What a preview's two texts say, parsed as JSON. */
export function reviewOf(
  stack: string,
  digest: Digest,
  saved: unknown,
  { key, policy, claims = new Map(), others = new Map() }: Known,
): StackReview {
  const plan = Plan.parse(saved);
  const { drift, ...read } = readPreview(digest, plan);
  const every = withRenames(read.every, claims);
  const changes = every
    .filter(({ op }) => op !== "same")
    .map((change) => ({ ...change, ...secretsOf(plan.resourcePlans?.[change.urn], key) }));
  const all = every.flatMap(({ after, before }): ResourceView[] => (after ? [after] : before ? [before] : []));
  const acting = changes.filter(happens);
  const impact = ({ urn, ...change }: ReviewedChange) => ({
    urn,
    impacts: [...impactsOf({ urn, ...change }, all, acting), ...(others.get(urn) ?? [])],
  });
  return {
    stack,
    changes,
    impacts: changes.map(impact).filter(({ impacts }) => impacts.length > 0),
    cost: costOf(every),
    drift,
    fingerprint: fingerprintOf(stack, changes),
    ...(policy ? { guardRails: brokenRules(plan, policy) } : {}),
    all,
  };
}

/** Without a stack, without a key for Heroku and the like Pulumi prints no JSON: its reason is on standard error then. */
export function errorsIn(digest: string): string[] {
  const text = digest.trim();
  if (!text.startsWith("{")) return text ? [text] : ["Pulumi says why on standard error."];
  const parsed = Digest.safeParse(JSON.parse(text));
  if (!parsed.success) throw new ReviewError("Pulumi's preview says something that this review does not understand.");
  const errors = (parsed.data.diagnostics ?? []).filter(({ severity }) => severity === "error");
  return errors.length > 0 ? errors.map(({ message }) => message.trim()) : ["Pulumi says why on standard error."];
}
