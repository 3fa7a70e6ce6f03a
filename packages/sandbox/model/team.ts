import { notFound } from "../errors.ts";
import type { Call } from "../http/call.ts";
import { isUuid } from "../ids.ts";
import { collection } from "../store/collection.ts";

/** Every team that is named exists: it is made for the account when it is first named. */
export interface Team {
  id: string;
  account: string;
  name: string;
}

export const teams = collection<Team>("teams", { unique: [["account", "name"]] });

export function teamNamed(call: Call, identity: string): Team {
  const byId = teams(call).get(identity);
  if (byId?.account === call.account.id) return byId;
  if (isUuid(identity)) throw notFound("team");
  const known = teams(call).find({ account: call.account.id, name: identity });
  return known ?? teams(call).insert({ id: call.uuid(), account: call.account.id, name: identity });
}

/** The team that the path names. */
export const teamOf = (call: Call): Team => teamNamed(call, call.param("team"));
