import { invalidParams, notFound } from "../errors.ts";
import type { Call } from "../http/call.ts";
import { isUuid } from "../ids.ts";
import { collection } from "../store/collection.ts";

/** A team of the account that made it. Its name is taken for that account only: accounts stay apart. */
export interface Team {
  id: string;
  account: string;
  name: string;
  /** Absent of teams that an earlier version of the sandbox kept, as the times are. */
  default?: boolean;
  created_at?: string;
  updated_at?: string;
}

/** Every space that is named exists: it is made for the account when it is first named. */

export interface Space {
  id: string;
  account: string;
  team: string;
  name: string;
  region: string;
  generation: "cedar" | "fir";
  shield: boolean;
}

export const teams = collection<Team>("teams", { unique: [["account", "name"]] });
export const spaces = collection<Space>("spaces", { unique: [["account", "name"]], indexes: [["team"]] });

/** Which names Heroku takes, and its words for others, are (unverified). */
const NAME = /^[a-z0-9][a-z0-9-]*$/;
/** What stands in the place of a name in paths. */
const RESERVED = ["apps", "invitations", "permissions"];
const TAKEN = "Name is already taken";

export function createTeam(call: Call, name: string): Team {
  requireTeamName(call, name);
  const now = call.timestamp();
  const known = { id: call.uuid(), account: call.account.id, name };
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

interface NewSpace {
  team: Team | undefined;
  region: string | undefined;
  generation: "cedar" | "fir";
}

/** Heroku's default region for a Private Space. */
const SPACE_REGION = "virginia";

export function spaceNamed(call: Call, name: string, wanted: NewSpace): Space {
  const known = spaces(call).find({ account: call.account.id, name });
  if (known) return known;
  return spaces(call).insert({
    id: call.uuid(),
    account: call.account.id,
    team: (wanted.team ?? ownTeam(call, name)).id,
    name,
    region: wanted.region ?? SPACE_REGION,
    generation: wanted.generation,
    shield: false,
  });
}

/** The team that a space gets which is named without one. */
function ownTeam(call: Call, space: string): Team {
  const name = `${space.toLowerCase()}-team`;
  return findTeam(call, name) ?? createTeam(call, name);
}
