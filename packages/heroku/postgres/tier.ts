import { z } from "zod";
import { isStandardPostgres } from "../add-ons/plan-name.ts";
import { WrongInputs } from "../define/errors.ts";
import type { Heroku } from "../define/heroku.ts";

const AddOn = z.object({ plan: z.object({ name: z.string() }) });

/**
 * Refuses, at an input, a database of the Essential tier and what is no Heroku Postgres at all; an add-on that is not there
 * yet, or gone, is left to Heroku. `has` completes "only Heroku Postgres of the Standard tier or above …": `has settings`.
 * https://devcenter.heroku.com/articles/heroku-postgres-plans
 */
export async function requireStandard(heroku: Heroku, addOn: string, has: string, input = "addOn"): Promise<void> {
  const found = await heroku.find(`/addons/${addOn}`, AddOn);
  if (!found || isStandardPostgres(found.plan.name)) return;
  const reason = `is of plan ${found.plan.name}; only Heroku Postgres of the Standard tier or above ${has}`;
  throw new WrongInputs([{ path: [input], reason }]);
}
