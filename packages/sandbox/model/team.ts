import { notFound } from "../errors.ts";
import type { Call } from "../http/call.ts";
import { isUuid } from "../ids.ts";
import { collection } from "../store/collection.ts";

/** Every team and space that is named exists: it is made for the account when it is first named. */
export interface Team {
  id: string;
  account: string;
  name: string;
}

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

export function teamNamed(call: Call, identity: string): Team {
  const byId = teams(call).get(identity);
  if (byId?.account === call.account.id) return byId;
  if (isUuid(identity)) throw notFound("team");
  const known = teams(call).find({ account: call.account.id, name: identity });
  return known ?? teams(call).insert({ id: call.uuid(), account: call.account.id, name: identity });
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
    team: (wanted.team ?? teamNamed(call, `${name}-team`)).id,
    name,
    region: wanted.region ?? SPACE_REGION,
    generation: wanted.generation,
    shield: false,
  });
}
