import { generations } from "../catalogue/generations.ts";
import { findRegion } from "../catalogue/regions.ts";
import { invalidParams, notFound } from "../errors.ts";
import type { Call } from "../http/call.ts";
import { isUuid } from "../ids.ts";
import { collection } from "../store/collection.ts";
import { createTeam, findTeam, type Team, teams } from "./team.ts";

/** A Private Space. One that an app names exists from then on, at once; one that is declared takes `provisionMs`. */
export interface Space {
  id: string;
  account: string;
  team: string;
  name: string;
  region: string;
  generation: "cedar" | "fir";
  shield: boolean;
  cidr: string;
  data_cidr: string;
  state: "allocating" | "allocated" | "deleting";
  created_at: string;
  updated_at: string;
}

export const spaces = collection<Space>("spaces", { unique: [["account", "name"]], indexes: [["account"], ["team"]] });

/** Heroku's defaults; which network the data services get is (unverified). */
const DEFAULTS = { region: "virginia", cidr: "10.0.0.0/16", data_cidr: "172.23.0.0/20" };

/** Heroku's words for what it refuses are (unverified). */
const WRONG_NAME = "Name must only contain lowercase letters, numbers, and single dashes.";
const TAKEN = "Name is already taken";
const WRONG_CIDR = "CIDR must be a /16 in 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16.";
const WRONG_DATA_CIDR = "Data CIDR must be between a /16 and a /20 in a private range.";
const NOT_ALLOCATED = "The space is not allocated yet.";

/** https://devcenter.heroku.com/articles/platform-api-reference#space-create */
const NAME = /^[a-z0-9](?:[a-z0-9]|-(?!-))+[a-z0-9]$/;
const PRIVATE = String.raw`(?:10|172\.(?:1[6-9]|2\d|3[01])|192\.168)(?:\.\d{1,3}){2,3}`;
const CIDR = new RegExp(`^${PRIVATE}/16$`);
const DATA_CIDR = new RegExp(`^${PRIVATE}/(?:1[6-9]|20)$`);

type Optional = { [K in "region" | "generation" | "shield" | "cidr" | "data_cidr"]?: Space[K] | undefined };
export type WantedSpace = Optional & { name: string; team: Team };

export function createSpace(call: Call, wanted: WantedSpace): Space {
  requireFreeName(call, wanted.name);
  requireRegion(wanted.region);
  if (wanted.cidr !== undefined && !CIDR.test(wanted.cidr)) throw invalidParams(WRONG_CIDR);
  if (wanted.data_cidr !== undefined && !DATA_CIDR.test(wanted.data_cidr)) throw invalidParams(WRONG_DATA_CIDR);
  const space = insert(call, wanted, "allocating");
  call.later(call.provisionMs, "space.allocated", { space: space.id });
  return space;
}

/** The space that a new app names: made there and then where there is none. */
export function spaceNamed(
  call: Call,
  name: string,
  wanted: { team: Team | undefined } & Pick<Optional, "region" | "generation">,
): Space {
  const known = spaces(call).find({ account: call.account.id, name });
  if (known) return requireAllocated(known);
  const team = wanted.team ?? ownTeam(call, name);
  return insert(call, { ...wanted, name, team }, "allocated");
}

/** The team that a space gets which is named without one. */
function ownTeam(call: Call, space: string): Team {
  const name = `${space.toLowerCase()}-team`;
  return findTeam(call, name) ?? createTeam(call, name);
}

function insert(call: Call, { name, team, ...wanted }: WantedSpace, state: Space["state"]): Space {
  const now = call.timestamp();
  return spaces(call).insert({
    id: call.uuid(),
    account: call.account.id,
    team: team.id,
    name,
    region: wanted.region ?? DEFAULTS.region,
    generation: wanted.generation ?? "cedar",
    shield: wanted.shield ?? false,
    cidr: wanted.cidr ?? DEFAULTS.cidr,
    data_cidr: wanted.data_cidr ?? DEFAULTS.data_cidr,
    state,
    created_at: now,
    updated_at: now,
  });
}

export function renameSpace(call: Call, space: Space, name: string): Space {
  if (name === space.name) return space;
  requireFreeName(call, name);
  return spaces(call).update(space.id, { name, updated_at: call.timestamp() });
}

/** The space that the path names, by name or id. */
export const spaceOf = (call: Call): Space => findSpace(call, call.param("space"));

/** A space of the caller's, by name or id. */
export function findSpace(call: Call, identity: string): Space {
  const found = isUuid(identity)
    ? spaces(call).get(identity.toLowerCase())
    : spaces(call).find({ account: call.account.id, name: identity });
  if (found?.account !== call.account.id) throw notFound("space");
  return found;
}

/** What is in a space can be set up once it is there. */
export function requireAllocated(space: Space): Space {
  if (space.state !== "allocated") throw invalidParams(NOT_ALLOCATED);
  return space;
}

/** `{ id, name }`, as most nouns refer to their space. */
export const spaceRef = ({ id, name }: Space) => ({ id, name });

/** `Accept-Expansion: region` asks for more of the region than a reference. */
export function serializeSpace(call: Call, space: Space) {
  const isExpanded = call.headers.get("Accept-Expansion")?.includes("region");
  const { id, name, shield, state, cidr, data_cidr, created_at, updated_at } = space;
  const team = teams(call).get(space.team);
  const region = findRegion(space.region);
  return {
    cidr,
    created_at,
    data_cidr,
    generation: generations[space.generation],
    id,
    name,
    organization: { name: team?.name ?? "" },
    region: { id: region?.id ?? "", name: space.region, ...(isExpanded ? { description: region?.description } : {}) },
    shield,
    state,
    team: { id: space.team, name: team?.name ?? "" },
    updated_at,
  };
}

function requireFreeName(call: Call, name: string): void {
  if (!NAME.test(name)) throw invalidParams(WRONG_NAME);
  if (spaces(call).find({ account: call.account.id, name })) throw invalidParams(TAKEN);
}

function requireRegion(region: string | undefined): void {
  if (region !== undefined && !findRegion(region)?.private_capable)
    throw invalidParams(`Region ${region} is not available for spaces.`);
}
