import { z } from "zod";
import type { Api } from "../http/api.ts";
import { accepted, created } from "../http/call.ts";
import { findAddOn } from "../model/add-on.ts";
import { databaseOf } from "../model/database.ts";
import {
  configUnder,
  createCredential,
  credentialOf,
  credentialReady,
  credentialsOf,
  deleteCredential,
  rotateCredential,
  serializeCredential,
} from "../model/postgres-credential.ts";

const newCredential = z.object({ name: z.string().min(1) });
const rotation = z.object({ forced: z.boolean().optional() });

/** The part of the Data API behind `heroku pg:credentials`; it has no published schema. */
export function postgresCredentialRoutes(api: Api): void {
  const list = "/postgres/v0/databases/:database/credentials";
  api.get(list, (call) => {
    const addOn = databaseOf(call, "postgres");
    return credentialsOf(call, addOn).map((each) => serializeCredential(addOn, each));
  });
  api.get(`${list}/:credential`, (call) => {
    const addOn = databaseOf(call, "postgres");
    return serializeCredential(addOn, credentialOf(call, addOn, call.param("credential")));
  });
  api.post(list, newCredential, (call) => {
    const { id, name, state } = createCredential(call, databaseOf(call, "postgres"), call.body.name);
    return created({ uuid: id, name, state });
  });
  api.post(`${list}/:credential/credentials_rotation`, rotation, (call) => {
    rotateCredential(call, databaseOf(call, "postgres"), call.param("credential"));
    return accepted({ message: "Credential rotation has begun." });
  });
  api.delete(`${list}/:credential`, (call) => {
    const { name } = deleteCredential(call, databaseOf(call, "postgres"), call.param("credential"));
    return { name, message: "The credential is gone." };
  });
  // `heroku addons:attach --credential` asks for it; no schema has it.
  api.get("/addons/:addon/config/:namespace", (call) =>
    configUnder(call, findAddOn(call, call.param("addon")), call.param("namespace")),
  );
  api.onTask("postgres-credential.ready", credentialReady);
}
