import { z } from "zod";
import { defineLookUp } from "../define/definition.ts";
import { findNamed } from "../define/find-named.ts";

const inputs = z.object({
  /** Name of the service, such as `heroku-redis`. */
  name: z.string(),
});

const outputs = z.object({
  /** UUID of the service. */
  id: z.string(),
  /** Name of the service. */
  name: z.string(),
  /** The service's name for people, such as `Heroku Key-Value Store`. */
  humanName: z.string(),
  /** How far its maker has come with it: `alpha`, `beta`, `ga` or `shutdown`. */
  state: z.string(),
  /** Whether an app can have more than one of it. */
  severalPerApp: z.boolean(),
  /** Whether other apps can have its add-ons attached. */
  sharing: z.boolean(),
  /** Names of its plans, such as `heroku-redis:mini`. */
  plans: z.array(z.string()),
});

const Answer = z.object({
  id: z.string(),
  name: z.string(),
  human_name: z.string(),
  state: z.string(),
  supports_multiple_installations: z.boolean(),
  supports_sharing: z.boolean(),
});

/**
 * A service that add-ons are made of, and its plans.
 * https://devcenter.heroku.com/articles/platform-api-reference#add-on-service
 *
 * @example
 * const { plans } = await getAddOnService({ name: "heroku-redis" });
 */
export const addOnServiceLookUp = defineLookUp({
  type: "getAddOnService",
  inputs,
  outputs,

  async invoke(heroku, { name }) {
    const found = findNamed(await heroku.list("/addon-services", Answer), name, "an add-on service");
    const plans = await heroku.list(`/addon-services/${found.id}/plans`, z.object({ name: z.string() }));
    return {
      id: found.id,
      name,
      humanName: found.human_name,
      state: found.state,
      severalPerApp: found.supports_multiple_installations,
      sharing: found.supports_sharing,
      plans: plans.map((plan) => plan.name).sort(),
    };
  },
});
