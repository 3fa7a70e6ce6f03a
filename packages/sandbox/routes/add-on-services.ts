import { addOnServices, findAddOnService, serializeAddOnService } from "../catalogue/add-on-services.ts";
import { findPlan, plansOf, serializePlan } from "../catalogue/plans.ts";
import { notFound } from "../errors.ts";
import { type Api, paged } from "../http/api.ts";
import type { Call } from "../http/call.ts";

/** Services and their plans: https://devcenter.heroku.com/articles/platform-api-reference#add-on-service */
export function addOnServiceRoutes(api: Api): void {
  api.get("/addon-services", (call) => paged(call, addOnServices.map(serializeAddOnService), ["id", "name"]));
  api.get("/addon-services/:service", (call) => serializeAddOnService(serviceOf(call)));
  api.get("/addon-services/:service/plans", (call) =>
    paged(call, plansOf(serviceOf(call)).map(serializePlan), ["id", "name"]),
  );
  api.get("/addon-services/:service/plans/:plan", (call) => {
    const { name } = serviceOf(call);
    const identity = call.param("plan");
    const plan = findPlan(identity) ?? findPlan(`${name}:${identity}`);
    if (!plan?.name.startsWith(`${name}:`)) throw notFound("plan");
    return serializePlan(plan);
  });
  api.get("/plans/:plan", (call) => {
    const plan = findPlan(call.param("plan"));
    if (!plan) throw notFound("plan");
    return serializePlan(plan);
  });
}

function serviceOf(call: Call) {
  const service = findAddOnService(call.param("service"));
  if (!service) throw notFound("add-on service");
  return service;
}
