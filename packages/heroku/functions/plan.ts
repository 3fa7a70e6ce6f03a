import { z } from "zod";
import { findPlan, PlanName } from "../add-ons/plan.ts";
import { serviceOf } from "../add-ons/plan-name.ts";
import { defineLookUp } from "../define/definition.ts";

const inputs = z.object({
  /** Service and plan, such as `heroku-postgresql:essential-0`. */
  plan: PlanName,
});

const outputs = z.object({
  /** UUID of the plan. */
  id: z.string(),
  /** Service and plan. */
  name: z.string(),
  /** The plan's name for people, such as `Essential 0`. */
  humanName: z.string(),
  /** Service of the plan, such as `heroku-postgresql`. */
  service: z.string(),
  /** Price in whole US cents a month. */
  monthlyCents: z.int(),
  /** Whether apps outside of private spaces can have it. */
  commonRuntime: z.boolean(),
  /** Whether apps in private spaces can have it. */
  privateSpaces: z.boolean(),
});

/**
 * What a plan of an add-on service costs and where it can be had.
 * https://devcenter.heroku.com/articles/platform-api-reference#plan
 *
 * @example
 * const { monthlyCents } = await getPlan({ plan: "heroku-postgresql:essential-0" });
 */
export const planLookUp = defineLookUp({
  type: "getPlan",
  inputs,
  outputs,

  async invoke(heroku, { plan }) {
    const found = await findPlan(heroku, plan);
    return {
      id: found.id,
      name: found.name,
      humanName: found.human_name,
      service: serviceOf(plan),
      monthlyCents: Math.round(found.price.cents),
      commonRuntime: found.installable_outside_private_network,
      privateSpaces: found.installable_inside_private_network,
    };
  },
});
