import { type AddOnService, findAddOnService } from "../catalogue/add-on-services.ts";
import { invalidParams, notFound } from "../errors.ts";
import type { Call } from "../http/call.ts";
import { collection } from "../store/collection.ts";
import type { Team } from "./team.ts";

/** A service whose add-ons a team may have while its add-on controls are on. The sandbox lets every team have all. */
export interface AllowedAddOnService {
  id: string;
  team: string;
  /** Id of the service. */
  service: string;
  added_by: { id: string; email: string };
  added_at: string;
}

export const allowedAddOnServices = collection<AllowedAddOnService>("allowed_add_on_services", {
  unique: [["team", "service"]],
});

/** Heroku's words, and that it refuses this at all, are (unverified). */
const THERE_ALREADY = "Addon service is already allowed.";

export function allowService(call: Call, { id: team }: Team, name: string): AllowedAddOnService {
  const service = serviceNamed(name);
  if (allowedAddOnServices(call).find({ team, service: service.id })) throw invalidParams(THERE_ALREADY);
  const { id, email } = call.account;
  const added_by = { id, email };
  return allowedAddOnServices(call).insert({
    id: call.uuid(),
    team,
    service: service.id,
    added_by,
    added_at: call.timestamp(),
  });
}

/** By its own id, or by the name of the service. */
export function allowedOf(call: Call, { id: team }: Team): AllowedAddOnService {
  const identity = call.param("service");
  const byId = allowedAddOnServices(call).get(identity);
  const service = findAddOnService(identity)?.id;
  const found =
    byId?.team === team || service === undefined ? byId : allowedAddOnServices(call).find({ team, service });
  if (found?.team !== team) throw notFound("allowed add-on service");
  return found;
}

function serviceNamed(name: string): AddOnService {
  const found = findAddOnService(name);
  if (!found) throw notFound("add-on service");
  return found;
}

export function serializeAllowed({ id, service, added_at, added_by }: AllowedAddOnService) {
  const { id: serviceId, name, human_name } = serviceNamed(service);
  return { added_at, added_by, addon_service: { id: serviceId, name, human_name }, id };
}
