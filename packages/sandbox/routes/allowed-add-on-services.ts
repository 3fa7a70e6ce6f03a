import { z } from "zod";
import { type Api, paged } from "../http/api.ts";
import { created } from "../http/call.ts";
import { allowedAddOnServices, allowedOf, allowService, serializeAllowed } from "../model/allowed-add-on-service.ts";
import { teamOf } from "../model/team.ts";

/** https://devcenter.heroku.com/articles/platform-api-reference#allowed-add-on-service */
export function allowedAddOnServiceRoutes(api: Api): void {
  api.get("/teams/:team/allowed-addon-services", (call) => {
    const all = allowedAddOnServices(call).list({ team: teamOf(call).id });
    return paged(call, all.map(serializeAllowed));
  });
  // The schema has a list as its answer; that it is of the new one alone is (unverified).
  api.post("/teams/:team/allowed-addon-services", z.object({ addon_service: z.string() }), (call) =>
    created([serializeAllowed(allowService(call, teamOf(call), call.body.addon_service))]),
  );
  api.delete("/teams/:team/allowed-addon-services/:service", (call) => {
    const found = allowedOf(call, teamOf(call));
    allowedAddOnServices(call).delete(found.id);
    return serializeAllowed(found);
  });
}
