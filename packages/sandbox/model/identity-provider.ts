import { invalidParams, notFound } from "../errors.ts";
import type { Call } from "../http/call.ts";
import { collection } from "../store/collection.ts";
import { certificateOf } from "./certificate.ts";
import type { Team } from "./team.ts";

/** Where people of a team sign in with SAML. Nobody signs in to the sandbox. */
export interface IdentityProvider {
  id: string;
  team: string;
  certificate: string;
  entity_id: string;
  slo_target_url: string | null;
  sso_target_url: string;
  created_at: string;
  updated_at: string;
}

export const identityProviders = collection<IdentityProvider>("identity_providers", {
  unique: [["team", "entity_id"]],
});

export interface WantedProvider {
  certificate: string;
  entity_id: string;
  slo_target_url?: string | undefined;
  sso_target_url: string;
}

/** Heroku's words for what it refuses are (unverified). */
const WRONG_ADDRESS = "SSO target url and SLO target url must be HTTPS addresses";
const TAKEN = "Entity has already been taken";

export function addProvider(call: Call, { id: team }: Team, wanted: WantedProvider): IdentityProvider {
  requireGood(call, team, wanted);
  const now = call.timestamp();
  return identityProviders(call).insert({
    slo_target_url: null,
    ...wanted,
    id: call.uuid(),
    team,
    created_at: now,
    updated_at: now,
  });
}

export function changeProvider(call: Call, found: IdentityProvider, change: Partial<WantedProvider>): IdentityProvider {
  requireGood(call, found.team, change, found.id);
  return identityProviders(call).update(found.id, { ...change, updated_at: call.timestamp() });
}

export function providerOf(call: Call, team: Team): IdentityProvider {
  const found = identityProviders(call).get(call.param("provider"));
  if (found?.team !== team.id) throw notFound("identity provider");
  return found;
}

function requireGood(call: Call, team: string, wanted: Partial<WantedProvider>, own?: string): void {
  const { certificate, entity_id, slo_target_url, sso_target_url } = wanted;
  if (certificate !== undefined) certificateOf(certificate);
  const addresses = [slo_target_url, sso_target_url].filter((address) => address !== undefined);
  if (addresses.some((address) => URL.parse(address)?.protocol !== "https:")) throw invalidParams(WRONG_ADDRESS);
  const holder = entity_id === undefined ? undefined : identityProviders(call).find({ team, entity_id });
  if (holder && holder.id !== own) throw invalidParams(TAKEN);
}

export function serializeProvider({ id: owner, name }: Team, provider: IdentityProvider) {
  const { team: _, slo_target_url, ...rest } = provider;
  return {
    ...rest,
    // The schema has only texts (unverified).
    slo_target_url: slo_target_url ?? "",
    organization: { name },
    owner: { id: owner, name, type: "team" },
  };
}
