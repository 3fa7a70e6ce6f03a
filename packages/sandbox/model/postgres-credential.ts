import { invalidParams, notFound } from "../errors.ts";
import type { Platform } from "../platform.ts";
import { collection } from "../store/collection.ts";
import { type AddOn, addOns } from "./add-on.ts";
import { addOnAttachments, passOn, varsOf } from "./add-on-attachment.ts";
import { newPassword, withAddresses } from "./add-on-values.ts";
import { requireStandard } from "./postgres-tier.ts";

/** A user of a database. Its password stands in the add-on's values (the default one's) or in `credentials` of the add-on. */
export interface PostgresCredential {
  id: string;
  addOn: string;
  name: string;
  /** `wait_for_provisioning` is (unverified); Heroku's CLI knows `rotating` and `active`. */
  state: "wait_for_provisioning" | "active" | "rotating";
}

export const postgresCredentials = collection<PostgresCredential>("postgres-credentials", {
  unique: [["addOn", "name"]],
});

/** The credential that each database is made with; it can be neither made nor deleted. */
export const DEFAULT = "default";

export function credentialsOf(platform: Platform, addOn: AddOn): PostgresCredential[] {
  defaultOf(platform, addOn);
  return postgresCredentials(platform).list({ addOn: addOn.id });
}

export function credentialOf(platform: Platform, addOn: AddOn, name: string): PostgresCredential {
  defaultOf(platform, addOn);
  const found = postgresCredentials(platform).find({ addOn: addOn.id, name });
  if (!found) throw notFound("credential");
  return found;
}

function defaultOf(platform: Platform, addOn: AddOn): void {
  if (postgresCredentials(platform).find({ addOn: addOn.id, name: DEFAULT })) return;
  postgresCredentials(platform).insert({ id: platform.uuid(), addOn: addOn.id, name: DEFAULT, state: "active" });
}

/** Heroku's words for refusals are (unverified); that Essential has the default one only, its CLI says. */
export function createCredential(platform: Platform, addOn: AddOn, name: string): PostgresCredential {
  requireStandard(addOn, "You can't create a custom credential on Essential-tier databases.");
  if (credentialsOf(platform, addOn).some((each) => each.name === name))
    throw invalidParams(`A credential ${name} exists already.`);
  setPassword(platform, addOn, name);
  const state = "wait_for_provisioning";
  const made = postgresCredentials(platform).insert({ id: platform.uuid(), addOn: addOn.id, name, state });
  platform.later(platform.provisionMs, "postgres-credential.ready", { credential: made.id });
  return made;
}

/** What an attached credential's deletion is answered with is (unverified); Heroku's CLI refuses it by itself. */
export function deleteCredential(platform: Platform, addOn: AddOn, name: string): PostgresCredential {
  const found = credentialOf(platform, addOn, name);
  if (name === DEFAULT) throw invalidParams("Default credential cannot be destroyed.");
  const attached = addOnAttachments(platform).list({ addOn: addOn.id });
  if (attached.some(({ namespace }) => namespace === namespaceOf(name)))
    throw invalidParams(`Credential ${name} must be detached before it can be destroyed.`);
  postgresCredentials(platform).delete(found.id);
  return found;
}

export function rotateCredential(platform: Platform, addOn: AddOn, name: string): void {
  const found = credentialOf(platform, addOn, name);
  if (found.state !== "active") throw invalidParams(`Credential ${name} is ${found.state}.`);
  postgresCredentials(platform).update(found.id, { state: "rotating" });
  platform.later(platform.provisionMs, "postgres-credential.ready", { credential: found.id });
}

/** The task `postgres-credential.ready`: what rotated has another password, and the apps that use it get it and restart. */
export function credentialReady(platform: Platform, payload: Record<string, string>): void {
  const credential = postgresCredentials(platform).get(payload.credential ?? "");
  const addOn = credential && addOns(platform).get(credential.addOn);
  if (!addOn) return;
  postgresCredentials(platform).update(credential.id, { state: "active" });
  if (credential.state !== "rotating") return;
  passOn(platform, setPassword(platform, addOn, credential.name), namespacesOf(credential.name));
}

/** Pooled connections are made with a credential too. */
const namespacesOf = (name: string) => [namespaceOf(name), `connection-pooling:${name}`];

const namespaceOf = (name: string): string | null => (name === DEFAULT ? null : `credential:${name}`);

/** A new password, for what is attached from now on. */
function setPassword(platform: Platform, addOn: AddOn, name: string): AddOn {
  const password = newPassword(platform);
  if (name !== DEFAULT)
    return addOns(platform).update(addOn.id, { credentials: { ...addOn.credentials, [name]: password } });
  return addOns(platform).update(addOn.id, { values: withAddresses(addOn, { password }) });
}

/** What an attachment under a credential would set; nothing where there is no such credential, as Heroku's CLI expects. */
export function configUnder(platform: Platform, addOn: AddOn, namespace: string): { name: string; value: string }[] {
  const isThere = postgresCredentials(platform)
    .list({ addOn: addOn.id })
    .some(({ name }) => namespaceOf(name) === namespace);
  if (!isThere) return [];
  return Object.entries(varsOf(addOn, { name: "DATABASE", namespace })).map(([name, value]) => ({ name, value }));
}

/** As `heroku pg:credentials:url` reads it. */
export function serializeCredential(addOn: AddOn, { id, name, state }: PostgresCredential) {
  const namespace = namespaceOf(name);
  const url = new URL(varsOf(addOn, { name: "X", namespace }).X_URL ?? "");
  return {
    uuid: id,
    name,
    state,
    database: url.pathname.slice(1),
    host: url.hostname,
    port: Number(url.port),
    credentials: [{ user: url.username, password: url.password, state: "active", connections: 0 }],
  };
}
