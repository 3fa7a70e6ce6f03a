import { z } from "zod";
import { type Api, paged } from "../http/api.ts";
import { type Call, created } from "../http/call.ts";
import {
  addClient,
  changeClient,
  clientOf,
  oauthClients,
  rotateClient,
  serializeClient,
} from "../model/oauth-client.ts";

const newClient = z.object({ name: z.string(), redirect_uri: z.string() });

/** https://devcenter.heroku.com/articles/platform-api-reference#oauth-client */
export function oauthClientRoutes(api: Api): void {
  api.get("/oauth/clients", (call) => {
    const own = oauthClients(call).list({ account: call.account.id });
    return paged(call, own.map(serializeClient));
  });
  api.post("/oauth/clients", newClient, (call) => created(serializeClient(addClient(call, call.body))));
  api.get("/oauth/clients/:client", (call) => serializeClient(named(call)));
  api.patch("/oauth/clients/:client", newClient.partial(), (call) =>
    serializeClient(changeClient(call, named(call), call.body)),
  );
  api.delete("/oauth/clients/:client", (call) => {
    const client = named(call);
    oauthClients(call).delete(client.id);
    return serializeClient(client);
  });
  api.post("/oauth/clients/:client/actions/rotate-credentials", (call) =>
    serializeClient(rotateClient(call, named(call))),
  );
}

const named = (call: Call) => clientOf(call, call.param("client"));
