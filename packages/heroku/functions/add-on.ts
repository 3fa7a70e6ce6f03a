import { z } from "zod";
import { findNamed } from "../add-ons/add-on.ts";
import { defineLookUp } from "../define/definition.ts";

const inputs = z.object({
  /** Name of the add-on, such as `postgresql-curly-12345`, or its UUID. */
  addOn: z.string(),
});

const outputs = z.object({
  /** UUID of the add-on, as an `AddOnAttachment` takes it. */
  id: z.string(),
  /** Name of the add-on, unique in all of Heroku. */
  name: z.string(),
  /** UUID of the app that pays for it. */
  app: z.string(),
  /** Service and plan, such as `heroku-postgresql:essential-0`. */
  plan: z.string(),
  /** Service of the plan, such as `heroku-postgresql`. */
  service: z.string(),
  /** `provisioning`, `provisioned` or `deprovisioned`. */
  state: z.string(),
  /** Names of the config vars that it sets on that app; `getConfigVars` tells their values. */
  configVars: z.array(z.string()),
  /** Price in whole US cents a month. */
  monthlyCents: z.int(),
});

/**
 * An add-on that is not declared here, such as a database that another stack owns.
 * https://devcenter.heroku.com/articles/platform-api-reference#add-on
 *
 * @example
 * const { id } = await getAddOn({ addOn: "postgresql-curly-12345" });
 */
export const addOnLookUp = defineLookUp({
  type: "getAddOn",
  inputs,
  outputs,

  async invoke(heroku, { addOn }) {
    const { id, name, app, plan, addon_service, state, config_vars, billed_price } = await findNamed(heroku, addOn);
    return {
      id,
      name,
      app: app.id,
      plan: plan.name,
      service: addon_service.name,
      state,
      configVars: config_vars.toSorted(),
      monthlyCents: Math.round(billed_price?.cents ?? 0),
    };
  },
});
