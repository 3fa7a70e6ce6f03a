import { z } from "zod";
import { isGone, WrongInputs } from "../define/errors.ts";
import { didYouMean } from "../define/explain.ts";
import type { Heroku } from "../define/heroku.ts";
import { Uuid } from "../define/uuid.ts";
import { serviceOf } from "./plan-name.ts";

const Answer = z.object({
  id: Uuid,
  name: z.string(),
  human_name: z.string(),
  price: z.object({ cents: z.number(), unit: z.string() }),
  installable_inside_private_network: z.boolean(),
  installable_outside_private_network: z.boolean(),
});
export type Plan = z.output<typeof Answer>;

/** Service and plan together, as everybody writes them: `heroku-redis:mini`. */
export const PlanName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]*:\w[\w.-]*$/, "is not a service and a plan of it, such as heroku-postgresql:essential-0");

/** The plan with its price; refuses one that Heroku does not have. */
export async function findPlan(heroku: Heroku, plan: string): Promise<Plan> {
  const plans = await plansOf(heroku, plan);
  const found = plans.find(({ name }) => name === plan);
  if (found) return found;
  const names = plans.map(({ name }) => name);
  throw noSuchPlan(`"${plan}" is not a plan of ${serviceOf(plan)}${didYouMean(plan, names)}`);
}

async function plansOf(heroku: Heroku, plan: string): Promise<Plan[]> {
  const service = serviceOf(plan);
  try {
    return await heroku.list(`/addon-services/${service}/plans`, Answer);
  } catch (error) {
    if (!isGone(error)) throw error;
    const services = await heroku.list("/addon-services", z.object({ name: z.string() }));
    const near = didYouMean(
      service,
      services.map(({ name }) => name),
    );
    // Heroku has hundreds of services: only a close one is worth naming.
    throw noSuchPlan(`"${plan}": ${service} is not an add-on service${near.startsWith("; did") ? near : ""}`);
  }
}

const noSuchPlan = (reason: string) => new WrongInputs([{ path: ["plan"], reason }]);
