import { invalidParams, notFound } from "../errors.ts";
import type { Call } from "../http/call.ts";
import { isUuid } from "../ids.ts";
import { collection } from "../store/collection.ts";
import { enterpriseAccounts } from "./enterprise-account.ts";

/** A team of the account that made it. Its name is taken for that account only: accounts stay apart. */
export interface Team {
  id: string;
  account: string;
  name: string;
  /** Absent of teams that an earlier version of the sandbox kept, as the times are. */
  default?: boolean;
  /** Id of the enterprise account that it belongs to, if it does. */
  enterprise?: string;
  /** What Heroku has switched on or off for it, by name. */
  features?: Record<string, boolean>;
  created_at?: string;
  updated_at?: string;
}

export const teams = collection<Team>("teams", { unique: [["account", "name"]] });

/** Which names Heroku takes, and its words for others, are (unverified). */
const NAME = /^[a-z0-9][a-z0-9-]*$/;
/** What stands in the place of a name in paths. */
const RESERVED = ["apps", "invitations", "permissions"];
const TAKEN = "Name is already taken";

export function createTeam(call: Call, name: string, enterprise?: string): Team {
  requireTeamName(call, name);
  const now = call.timestamp();
  const known = { id: call.uuid(), account: call.account.id, name, ...(enterprise ? { enterprise } : {}) };
  return teams(call).insert({ ...known, default: false, created_at: now, updated_at: now });
}

export function requireTeamName(call: Call, name: string): void {
  if (!NAME.test(name)) throw invalidParams("Name can only contain lowercase letters, numbers, and dashes.");
  if (RESERVED.includes(name) || findTeam(call, name)) throw invalidParams(TAKEN);
}

/** A team of the caller's, by name or id. */
export function findTeam(call: Call, identity: string): Team | undefined {
  if (!isUuid(identity)) return teams(call).find({ account: call.account.id, name: identity });
  const byId = teams(call).get(identity.toLowerCase());
  return byId?.account === call.account.id ? byId : undefined;
}

export function teamNamed(call: Call, identity: string): Team {
  const team = findTeam(call, identity);
  if (!team) throw notFound("team");
  return team;
}

/** The team that the path names. */
export const teamOf = (call: Call): Team => teamNamed(call, call.param("team"));

export function serializeTeam(call: Call, team: Team) {
  const { id, name, default: isDefault = false, created_at, updated_at } = team;
  const enterprise = team.enterprise === undefined ? undefined : enterpriseAccounts(call).get(team.enterprise);
  return {
    created_at: created_at ?? call.account.created_at,
    credit_card_collections: !enterprise,
    default: isDefault,
    enterprise_account: enterprise ? { id: enterprise.id, name: enterprise.name } : null,
    id,
    identity_provider: null,
    membership_limit: null,
    name,
    provisioned_licenses: false,
    role: "admin",
    type: enterprise ? "enterprise" : "team",
    updated_at: updated_at ?? call.account.created_at,
  };
}
