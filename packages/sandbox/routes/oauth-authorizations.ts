import { z } from "zod";
import { type Api, paged } from "../http/api.ts";
import { created } from "../http/call.ts";
import {
  authorizationOf,
  authorize,
  changeAuthorization,
  oauthAuthorizations,
  regenerate,
  revoke,
  serializeAuthorization,
} from "../model/oauth-authorization.ts";

const newAuthorization = z.object({
  client: z.string().optional(),
  description: z.string().nullish(),
  // Heroku's CLI sends it as a text.
  expires_in: z.union([z.int(), z.string().regex(/^\d+$/).transform(Number)]).nullish(),
  // The schema requires it; Heroku's CLI leaves it out.
  scope: z.array(z.string()).optional(),
});

const change = z.object({
  // The schema requires it; Heroku's CLI leaves it out where the description alone changes.
  client: z.object({ id: z.string().optional(), secret: z.string().optional() }).optional(),
  description: z.string().optional(),
});

/** https://devcenter.heroku.com/articles/platform-api-reference#oauth-authorization */
export function oauthAuthorizationRoutes(api: Api): void {
  api.get("/oauth/authorizations", (call) => {
    const own = oauthAuthorizations(call).list({ account: call.account.id });
    return paged(
      call,
      own.map((each) => serializeAuthorization(call, each)),
    );
  });
  api.post("/oauth/authorizations", newAuthorization, (call) =>
    created(serializeAuthorization(call, authorize(call, call.body))),
  );
  api.get("/oauth/authorizations/:authorization", (call) => serializeAuthorization(call, authorizationOf(call)));
  api.patch("/oauth/authorizations/:authorization", change, (call) =>
    serializeAuthorization(call, changeAuthorization(call, authorizationOf(call), call.body)),
  );
  api.delete("/oauth/authorizations/:authorization", (call) => {
    const authorization = authorizationOf(call);
    const answer = serializeAuthorization(call, authorization);
    revoke(call, authorization);
    return answer;
  });
  api.post("/oauth/authorizations/:authorization/actions/regenerate-tokens", (call) =>
    serializeAuthorization(call, regenerate(call, authorizationOf(call))),
  );
}
