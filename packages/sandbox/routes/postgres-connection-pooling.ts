import { z } from "zod";
import { invalidParams } from "../errors.ts";
import type { Api } from "../http/api.ts";
import { type Call, created } from "../http/call.ts";
import { type AddOnAttachment, attach, serializeAttachment } from "../model/add-on-attachment.ts";
import { findApp } from "../model/app.ts";
import { databaseOf } from "../model/database.ts";
import { DEFAULT } from "../model/postgres-credential.ts";
import { requireStandard } from "../model/postgres-tier.ts";

const newPool = z.object({ app: z.string(), credential: z.string().default(DEFAULT), name: z.string().nullish() });

/** The part of the Data API behind `heroku pg:connection-pooling:attach`; it has no published schema. */
export function postgresConnectionPoolingRoutes(api: Api): void {
  api.post("/client/v11/databases/:database/connection-pooling", newPool, (call) =>
    created(serializeAttachment(call, pool(call))),
  );
}

/**
 * An attachment in a namespace of its own. Heroku's words for refusals are (unverified), and so is that a name which is taken is
 * refused; that only the default credential is pooled, its CLI says.
 */
function pool(call: Call<z.infer<typeof newPool>>): AddOnAttachment {
  const { app, credential, name } = call.body;
  const addOn = databaseOf(call, "postgres");
  requireStandard(addOn);
  if (credential !== DEFAULT) throw invalidParams(`Connections of credential ${credential} can't be pooled.`);
  const namespace = `connection-pooling:${credential}`;
  return attach(call, addOn, findApp(call, app), { name: name ?? undefined, namespace });
}
