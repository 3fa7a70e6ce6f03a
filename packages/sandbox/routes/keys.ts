import { z } from "zod";
import { type Api, paged } from "../http/api.ts";
import { created } from "../http/call.ts";
import { addKey, keyOf, keys, serializeKey } from "../model/key.ts";

/**
 * https://devcenter.heroku.com/articles/platform-api-reference#key, and how Heroku's CLI adds and removes them, which the
 * reference lacks.
 */
export function keyRoutes(api: Api): void {
  api.get("/account/keys", (call) => {
    const own = keys(call).list({ account: call.account.id });
    return paged(call, own.map(serializeKey));
  });
  api.get("/account/keys/:key", (call) => serializeKey(keyOf(call)));
  api.post("/account/keys", z.object({ public_key: z.string() }), (call) =>
    created(serializeKey(addKey(call, call.body.public_key))),
  );
  api.delete("/account/keys/:key", (call) => {
    const found = keyOf(call);
    keys(call).delete(found.id);
    return serializeKey(found);
  });
}
