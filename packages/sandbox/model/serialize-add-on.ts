import { serializeAddOnService, serviceOfPlan } from "../catalogue/add-on-services.ts";
import { priceOf, serializePlan } from "../catalogue/plans.ts";
import type { Call } from "../http/call.ts";
import { type AddOn, addOnRef, planOf } from "./add-on.ts";
import { varNames } from "./add-on-attachment.ts";

/** `Accept-Expansion: addon_service,plan` asks for the whole of what is otherwise a reference. */
export function serializeAddOn(call: Call, addOn: AddOn) {
  const expanded = (call.headers.get("Accept-Expansion") ?? "").split(",").map((each) => each.trim());
  const plan = planOf(addOn);
  const service = serviceOfPlan(plan.name);
  const { app, ...ref } = addOnRef(call, addOn);
  return {
    ...ref,
    actions: [],
    addon_service: expanded.includes("addon_service")
      ? serializeAddOnService(service)
      : { id: service.id, name: service.name },
    app,
    billed_price: priceOf(plan),
    billing_entity: { ...app, type: "app" },
    // Whether Heroku names them while the add-on is still provisioning is (unverified).
    config_vars: varNames(call, addOn),
    created_at: addOn.created_at,
    plan: expanded.includes("plan") ? serializePlan(plan) : { id: plan.id, name: plan.name },
    provider_id: addOn.provider_id,
    state: addOn.state,
    updated_at: addOn.updated_at,
    web_url: `https://addons-sso.heroku.com/apps/${app.name}/addons/${addOn.id}`,
  };
}
