import { invalidParams, notFound } from "../errors.ts";
import type { Call } from "../http/call.ts";
import { collection } from "../store/collection.ts";

/** A program that asks people for access to their accounts. The sandbox has no page where they would give it. */
export interface OauthClient {
  id: string;
  account: string;
  name: string;
  redirect_uri: string;
  secret: string;
  created_at: string;
  updated_at: string;
}

export const oauthClients = collection<OauthClient>("oauth_clients", { indexes: [["account"]], hidden: ["secret"] });

export type WantedClient = Partial<Pick<OauthClient, "name" | "redirect_uri">>;

/** Heroku's words for what it refuses are (unverified). */
const WRONG_ADDRESS = "Redirect uri must be an HTTPS address";

/** Plain HTTP is for one's own machine; https://devcenter.heroku.com/articles/oauth#register-client */
const OWN_MACHINE = ["localhost", "127.0.0.1"];

export function addClient(call: Call, wanted: Required<WantedClient>): OauthClient {
  requireAddress(wanted.redirect_uri);
  const now = call.timestamp();
  return oauthClients(call).insert({
    ...wanted,
    id: call.uuid(),
    account: call.account.id,
    secret: call.uuid(),
    created_at: now,
    updated_at: now,
  });
}

export function changeClient(call: Call, { id }: OauthClient, change: WantedClient): OauthClient {
  if (change.redirect_uri !== undefined) requireAddress(change.redirect_uri);
  return oauthClients(call).update(id, { ...change, updated_at: call.timestamp() });
}

/** The old secret is good for nothing from here on. */
export const rotateClient = (call: Call, { id }: OauthClient): OauthClient =>
  oauthClients(call).update(id, { secret: call.uuid(), updated_at: call.timestamp() });

/** One of the account's own. */
export function clientOf(call: Call, id: string): OauthClient {
  const found = oauthClients(call).get(id);
  if (found?.account !== call.account.id) throw notFound("client");
  return found;
}

function requireAddress(address: string): void {
  const { protocol, hostname = "" } = URL.parse(address) ?? {};
  const isGood = protocol === "https:" || (protocol === "http:" && OWN_MACHINE.includes(hostname));
  if (!isGood) throw invalidParams(WRONG_ADDRESS);
}

export function serializeClient({ account: _, ...client }: OauthClient) {
  return { ...client, ignores_delinquent: false };
}
