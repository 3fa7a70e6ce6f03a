import { invalidParams } from "../errors.ts";
import type { AddOn } from "./add-on.ts";

// Tiers of Heroku Postgres: https://devcenter.heroku.com/articles/heroku-postgres-plans

export const isPostgres = (plan: string): boolean => plan.startsWith("heroku-postgresql:");

/** Plans change within Essential, or outside it: https://devcenter.heroku.com/articles/updating-heroku-postgres-databases */
export const isEssential = (plan: string): boolean => plan.startsWith("heroku-postgresql:essential-");

/** Refuses a database of the Essential tier; the words are those of Heroku's CLI where a command has words of its own. */
export function requireStandard(
  { plan }: AddOn,
  words = "You can't perform this operation on Essential-tier databases.",
): void {
  if (isEssential(plan)) throw invalidParams(words);
}
