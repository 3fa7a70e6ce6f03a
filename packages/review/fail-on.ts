import { IMPACT_KINDS, type ImpactKind, type StackReview } from "./model.ts";
import { type FailedReview, hasFailed } from "./review.ts";
import { ReviewError } from "./review-error.ts";

/** `data-loss,downtime` → the kinds. */
export function readKinds(text: string): ImpactKind[] {
  const given = text.split(",").map((kind) => kind.trim());
  const wrong = given.filter((kind) => !IMPACT_KINDS.some((known) => known === kind));
  if (wrong.length > 0)
    throw new ReviewError(`--fail-on: "${wrong.join(", ")}" is not an impact; use some of ${IMPACT_KINDS.join(", ")}.`);
  return IMPACT_KINDS.filter((kind) => given.includes(kind));
}

/** Why the changes are refused: a sentence for the mandatory guard rails of a stack, and for each impact of these kinds. */
export function refusals(reviews: readonly (StackReview | FailedReview)[], kinds: readonly ImpactKind[]): string[] {
  return reviews.flatMap((review) => {
    if (hasFailed(review)) return [];
    const rules = [...new Set(mandatory(review).map(({ rule }) => rule))].join(", ");
    const impacts = review.impacts.flatMap((of) => of.impacts).filter(({ kind }) => kinds.includes(kind));
    return [
      ...(rules ? [`${review.stack}: it breaks what must hold: ${rules}.`] : []),
      ...impacts.map(({ kind, text }) => `${review.stack}: ${kind}: ${text}`),
    ];
  });
}

/** The guard rails that a stack must not break, and would. */
export const mandatory = ({ guardRails = [] }: StackReview) => guardRails.filter(({ level }) => level === "mandatory");
