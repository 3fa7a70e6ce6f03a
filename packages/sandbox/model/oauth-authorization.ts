import { invalidParams, notFound } from "../errors.ts";
import type { Call } from "../http/call.ts";
import { collection } from "../store/collection.ts";
import { clientOf, type OauthClient, oauthClients } from "./oauth-client.ts";
import { issueToken, oauthTokens, revokeToken, serializeToken } from "./oauth-token.ts";

/** A key to the account. What its scope leaves out is not kept from it. */
export interface OauthAuthorization {
  id: string;
  account: string;
  description: string;
  scope: string[];
  /** Id of its token. */
  token: string;
  client: string | null;
  created_at: string;
  updated_at: string;
}

export const oauthAuthorizations = collection<OauthAuthorization>("oauth_authorizations", { indexes: [["account"]] });

/** https://devcenter.heroku.com/articles/oauth#scopes */
const SCOPES = ["global", "identity", "read", "write", "read-protected", "write-protected"];

/** Heroku's words for what it refuses are (unverified). */
const WRONG_SCOPE = "Scope is invalid";
const WRONG_TIME = "Expires in must be greater than 0";

/** What an authorization is called that was made without a description (unverified). */
const UNNAMED = "Long-lived user authorization";

interface Wanted {
  description?: string | null | undefined;
  scope?: string[] | undefined;
  expires_in?: number | null | undefined;
  client?: string | undefined;
}

export function authorize(call: Call, wanted: Wanted): OauthAuthorization {
  const { description, scope = ["global"], expires_in, client } = wanted;
  if (scope.length === 0 || scope.some((each) => !SCOPES.includes(each))) throw invalidParams(WRONG_SCOPE);
  if (expires_in != null && expires_in <= 0) throw invalidParams(WRONG_TIME);
  const expiresAt = expires_in == null ? null : call.now() + expires_in * 1000;
  const now = call.timestamp();
  return oauthAuthorizations(call).insert({
    id: call.uuid(),
    account: call.account.id,
    description: description ?? UNNAMED,
    scope,
    token: issueToken(call, call.account.id, expiresAt).id,
    client: client === undefined ? null : clientOf(call, client).id,
    created_at: now,
    updated_at: now,
  });
}

interface Change {
  description?: string | undefined;
  client?: { id?: string | undefined; secret?: string | undefined } | undefined;
}

export function changeAuthorization(call: Call, { id }: OauthAuthorization, { description, client }: Change) {
  return oauthAuthorizations(call).update(id, {
    ...(description === undefined ? {} : { description }),
    ...(client?.id === undefined ? {} : { client: clientWithSecret(call, client.id, client.secret).id }),
    updated_at: call.timestamp(),
  });
}

function clientWithSecret(call: Call, id: string, secret: string | undefined): OauthClient {
  const found = clientOf(call, id);
  if (found.secret !== secret) throw notFound("client");
  return found;
}

/** Another token, good for as long as the one before would have been (unverified). */
export function regenerate(call: Call, { id, account, token }: OauthAuthorization): OauthAuthorization {
  const expiresAt = oauthTokens(call).get(token)?.expiresAt ?? null;
  revokeToken(call, token);
  const updated_at = call.timestamp();
  return oauthAuthorizations(call).update(id, { token: issueToken(call, account, expiresAt).id, updated_at });
}

export function revoke(call: Call, { id, token }: OauthAuthorization): void {
  revokeToken(call, token);
  oauthAuthorizations(call).delete(id);
}

/** One of the account's own. */
export function authorizationOf(call: Call): OauthAuthorization {
  const found = oauthAuthorizations(call).get(call.param("authorization"));
  if (found?.account !== call.account.id) throw notFound("authorization");
  return found;
}

/** Lists tell the token as the answer to its creation does: the schema makes no difference (unverified). */
export function serializeAuthorization(call: Call, authorization: OauthAuthorization) {
  const { id, description, scope, created_at, updated_at } = authorization;
  const token = oauthTokens(call).get(authorization.token);
  const client = oauthClients(call).get(authorization.client ?? "");
  const { account } = call;
  return {
    access_token: token ? serializeToken(call, token) : null,
    client: client ? { id: client.id, name: client.name, redirect_uri: client.redirect_uri } : null,
    created_at,
    description,
    grant: null,
    id,
    refresh_token: null,
    scope,
    session: null,
    updated_at,
    user: { id: account.id, email: account.email, full_name: account.name },
  };
}
