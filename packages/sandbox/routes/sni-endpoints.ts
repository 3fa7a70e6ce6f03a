import { z } from "zod";
import { type Api, paged } from "../http/api.ts";
import { type Call, created } from "../http/call.ts";
import { disableAcm } from "../model/acm.ts";
import { type App, appOf } from "../model/app.ts";
import {
  addSniEndpoint,
  changeSniEndpoint,
  removeSniEndpoint,
  serializeSniEndpoint,
} from "../model/serve-certificate.ts";
import { findSniEndpoint, sniEndpoints } from "../model/sni-endpoint.ts";

const certificate = z.object({ certificate_chain: z.string(), private_key: z.string() });

/** https://devcenter.heroku.com/articles/platform-api-reference#sni-endpoint */
export function sniEndpointRoutes(api: Api): void {
  api.get("/apps/:app/sni-endpoints", (call) => {
    const app = appOf(call);
    const items = sniEndpoints(call).list({ app: app.id });
    return paged(
      call,
      items.map((endpoint) => serializeSniEndpoint(call, app, endpoint)),
      ["name", "id"],
    );
  });
  api.post("/apps/:app/sni-endpoints", certificate, (call) => {
    const app = appOf(call);
    return created(serializeSniEndpoint(call, app, addSniEndpoint(call, app, call.body)));
  });
  api.get("/apps/:app/sni-endpoints/:endpoint", (call) => {
    const app = appOf(call);
    return serializeSniEndpoint(call, app, endpointOf(call, app));
  });
  api.patch("/apps/:app/sni-endpoints/:endpoint", certificate, (call) => {
    const app = appOf(call);
    const endpoint = endpointOf(call, app);
    const changed = changeSniEndpoint(call, endpoint, call.body);
    // One's own certificate in place of the managed one ends the management.
    if (endpoint.ssl_cert.acm) disableAcm(call, app);
    return serializeSniEndpoint(call, app, changed);
  });
  api.delete("/apps/:app/sni-endpoints/:endpoint", (call) => {
    const app = appOf(call);
    const endpoint = endpointOf(call, app);
    const answer = serializeSniEndpoint(call, app, endpoint);
    removeSniEndpoint(call, endpoint);
    return answer;
  });
}

function endpointOf(call: Call, app: App) {
  return findSniEndpoint(call, app, call.param("endpoint"));
}
