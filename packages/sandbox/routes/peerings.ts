import { z } from "zod";
import { type Api, paged } from "../http/api.ts";
import { accepted } from "../http/call.ts";
import {
  acceptPeering,
  destroyPeering,
  peeringExpired,
  peeringOf,
  peeringReady,
  peerings,
  serializePeering,
  serializePeeringInfo,
} from "../model/peering.ts";
import { requireAllocated, spaceOf } from "../model/space.ts";

/** https://devcenter.heroku.com/articles/platform-api-reference#peering */
export function peeringRoutes(api: Api): void {
  const all = "/spaces/:space/peerings";
  const one = "/spaces/:space/peerings/:pcx";
  api.onTask("peering.ready", peeringReady);
  api.onTask("peering.expired", peeringExpired);
  api.onTask("peering.gone", (platform, { peering = "" }) => peerings(platform).delete(peering));
  api.get(all, (call) => {
    return paged(call, peerings(call).list({ space: spaceOf(call).id }), ["pcx_id", "id"], serializePeering);
  });
  api.get(one, (call) => serializePeering(peeringOf(call, spaceOf(call))));
  api.post("/spaces/:space/peerings/:pcx/actions/accept", (call) =>
    accepted(serializePeering(acceptPeering(call, peeringOf(call, spaceOf(call))))),
  );
  // As Heroku's CLI has it, beside the schema.
  api.post(all, z.object({ pcx_id: z.string() }), (call) =>
    accepted(serializePeering(acceptPeering(call, peeringOf(call, spaceOf(call), call.body.pcx_id)))),
  );
  api.delete(one, (call) => accepted(serializePeering(destroyPeering(call, peeringOf(call, spaceOf(call))))));
  // https://devcenter.heroku.com/articles/platform-api-reference#peering-info
  api.get("/spaces/:space/peering-info", (call) => serializePeeringInfo(requireAllocated(spaceOf(call))));
}
