import { findPlan, type Plan } from "../catalogue/plans.ts";
import { forbidden, HerokuError } from "../errors.ts";
import type { Call } from "../http/call.ts";
import { isUuid } from "../ids.ts";
import { collection } from "../store/collection.ts";
import { appRef, apps } from "./app.ts";

export interface AddOn {
  id: string;
  account: string;
  /** The app that pays for it. */
  app: string;
  /** Unique in all of Heroku. */
  name: string;
  /** The plan's name: "heroku-redis:mini". */
  plan: string;
  state: "provisioning" | "provisioned" | "deprovisioned";
  provider_id: string;
  /** Options of its provisioning. */
  config: Record<string, string>;
  /** Value of each config var, by what follows the attachment's name: `URL`. */
  values: Record<string, string>;
  /** Of a database: the password of each credential beside the default one. */
  credentials?: Record<string, string>;
  /** Of a database that follows another one: that one's add-on. */
  leader?: string | null;
  /** Milliseconds from which on its database answers; null while it provisions. */
  available_at: number | null;
  created_at: string;
  updated_at: string;
}

export const addOns = collection<AddOn>("add-ons", {
  indexes: [["app"], ["account"]],
  unique: [["name"]],
  hidden: ["config", "credentials", "values"],
});

/** An add-on of the caller's, by name or id. */
export function findAddOn(call: Call, identity: string): AddOn {
  const addOn = isUuid(identity) ? addOns(call).get(identity.toLowerCase()) : addOns(call).find({ name: identity });
  if (!addOn) throw noSuchAddOn();
  if (addOn.account !== call.account.id) throw forbidden(`You do not have access to the add-on ${identity}.`);
  return addOn;
}

export function noSuchAddOn(): HerokuError {
  return new HerokuError(404, "not_found", "Couldn't find that add-on.", { resource: "add_on" });
}

export function planOf(addOn: AddOn): Plan {
  const plan = findPlan(addOn.plan);
  if (!plan) throw new Error(`the catalogue has no plan ${addOn.plan}`);
  return plan;
}

export function addOnRef(call: Call, addOn: AddOn) {
  const app = apps(call).get(addOn.app);
  return { id: addOn.id, name: addOn.name, app: app ? appRef(app) : { id: addOn.app, name: "" } };
}
