import type { ReviewedChange } from "../model.ts";
import type { Rule } from "./scene.ts";

/** Deleting it forgets it; code that runs already is not released again. */
export const promotion: Rule = {
  releases: (change) => (change.op === "delete" || runsAlready(change) ? 0 : 1),
};

function runsAlready({ before, after }: ReviewedChange): boolean {
  const slug = before?.outputs.slug;
  return slug !== undefined && slug === after?.outputs.slug && before?.outputs.running === true;
}
