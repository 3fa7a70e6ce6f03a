import { z } from "zod";
import { type Api, paged } from "../http/api.ts";
import { created } from "../http/call.ts";
import {
  addProvider,
  changeProvider,
  identityProviders,
  providerOf,
  serializeProvider,
} from "../model/identity-provider.ts";
import { teamOf } from "../model/team.ts";

const newProvider = z.object({
  certificate: z.string(),
  entity_id: z.string(),
  slo_target_url: z.string().optional(),
  sso_target_url: z.string(),
});

/** https://devcenter.heroku.com/articles/platform-api-reference#identity-provider */
export function identityProviderRoutes(api: Api): void {
  api.get("/teams/:team/identity-providers", (call) => {
    const team = teamOf(call);
    const all = identityProviders(call).list({ team: team.id });
    return paged(
      call,
      all.map((each) => serializeProvider(team, each)),
    );
  });
  api.post("/teams/:team/identity-providers", newProvider, (call) => {
    const team = teamOf(call);
    return created(serializeProvider(team, addProvider(call, team, call.body)));
  });
  api.patch("/teams/:team/identity-providers/:provider", newProvider.partial(), (call) => {
    const team = teamOf(call);
    // A field that is left out stays as it is.
    const change = Object.fromEntries(Object.entries(call.body).filter(([, value]) => value !== undefined));
    return serializeProvider(team, changeProvider(call, providerOf(call, team), change));
  });
  api.delete("/teams/:team/identity-providers/:provider", (call) => {
    const team = teamOf(call);
    const found = providerOf(call, team);
    identityProviders(call).delete(found.id);
    return serializeProvider(team, found);
  });
}
