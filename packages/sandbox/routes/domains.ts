import { z } from "zod";
import { notFound } from "../errors.ts";
import { type Api, paged } from "../http/api.ts";
import { type Call, created } from "../http/call.ts";
import { uuidOf } from "../ids.ts";
import { manage } from "../model/acm.ts";
import { type App, appOf, webHost } from "../model/app.ts";
import {
  addDomain,
  changeDomain,
  type Domain,
  domains,
  provisionDomain,
  requireCustom,
  serializeDomain,
  serializeOwnDomain,
} from "../model/domain.ts";
import { findSniEndpoint } from "../model/sni-endpoint.ts";

/** By id or name; `null` says that the domain gets no certificate, leaving it out is refused. */
const certificate = z.object({ sni_endpoint: z.string().nullable() });
const newDomain = certificate.extend({ hostname: z.string() });

/** https://devcenter.heroku.com/articles/platform-api-reference#domain */
export function domainRoutes(api: Api): void {
  api.get("/apps/:app/domains", (call) => {
    const app = appOf(call);
    const custom = domains(call).list({ app: app.id });
    const items = [serializeOwnDomain(app), ...custom.map((domain) => serializeDomain(call, app, domain))];
    return paged(call, items, ["hostname", "id"]);
  });
  api.post("/apps/:app/domains", newDomain, (call) => {
    const app = appOf(call);
    const { hostname, sni_endpoint } = call.body;
    const endpoint = sni_endpoint === null ? undefined : findSniEndpoint(call, app, sni_endpoint);
    return created(serializeDomain(call, app, manage(call, app, addDomain(call, app, hostname, endpoint))));
  });
  api.get("/apps/:app/domains/:domain", (call) => {
    const app = appOf(call);
    const domain = domainOf(call, app);
    return domain ? serializeDomain(call, app, domain) : serializeOwnDomain(app);
  });
  api.patch("/apps/:app/domains/:domain", certificate, (call) => {
    const app = appOf(call);
    const domain = requireCustom(domainOf(call, app));
    const { sni_endpoint } = call.body;
    const endpoint = sni_endpoint === null ? null : findSniEndpoint(call, app, sni_endpoint).id;
    return serializeDomain(call, app, changeDomain(call, domain, { sni_endpoint: endpoint }));
  });
  api.delete("/apps/:app/domains/:domain", (call) => {
    const app = appOf(call);
    const domain = requireCustom(domainOf(call, app));
    domains(call).delete(domain.id);
    return serializeDomain(call, app, domain);
  });
  api.onTask("domain.provisioned", provisionDomain);
}

/** The domain that the path names, by hostname or id; undefined for the app's own one. */
function domainOf(call: Call, app: App): Domain | undefined {
  const identity = call.param("domain").toLowerCase();
  if (identity === webHost(app) || identity === uuidOf(`domain:${app.id}`)) return undefined;
  const found = domains(call).find({ app: app.id, hostname: identity }) ?? domains(call).get(identity);
  if (found?.app !== app.id) throw notFound("domain name");
  return found;
}
