import { invalidParams, notFound } from "../errors.ts";
import type { Call } from "../http/call.ts";
import { uuidOf } from "../ids.ts";
import { collection } from "../store/collection.ts";
import { goesBy } from "./person.ts";
import { type Space, spaceRef } from "./space.ts";
import { teams } from "./team.ts";
import { serializeMembers } from "./team-member.ts";

/** What a member of a space's team may do in it. It opens nothing in the sandbox. */
export interface SpaceAccess {
  id: string;
  space: string;
  user: string;
  permissions: string[];
  created_at: string;
  updated_at: string;
}

export const spaceAccesses = collection<SpaceAccess>("space_accesses", { unique: [["space", "user"]] });

/** That there is no other one is (unverified), and so are the words. */
const PERMISSIONS: Record<string, string> = { create_apps: "Create apps in the space" };

/** Admins of the team may do everything; Heroku's words are (unverified). */
const OF_AN_ADMIN = "Permissions of an admin can't be changed.";

type Member = ReturnType<typeof serializeMembers>[number];

export function membersOf(call: Call, space: Space): Member[] {
  const team = teams(call).get(space.team);
  return team ? serializeMembers(call, team) : [];
}

/** By id or email of the account. */
export function memberNamed(call: Call, space: Space, identity: string): Member {
  const found = membersOf(call, space).find(goesBy(identity));
  if (!found) throw notFound("space member");
  return found;
}

export function setPermissions(call: Call, space: Space, { role, user }: Member, permissions: string[]): void {
  if (role === "admin") throw invalidParams(OF_AN_ADMIN);
  const unknown = permissions.find((name) => !(name in PERMISSIONS));
  if (unknown !== undefined) throw invalidParams(`Permission ${unknown} does not exist.`);
  const now = call.timestamp();
  const known = spaceAccesses(call).find({ space: space.id, user: user.id });
  if (known) spaceAccesses(call).update(known.id, { permissions, updated_at: now });
  else
    spaceAccesses(call).insert({
      id: call.uuid(),
      space: space.id,
      user: user.id,
      permissions,
      created_at: now,
      updated_at: now,
    });
}

export function serializeAccess(call: Call, space: Space, member: Member) {
  const { user, role, created_at, updated_at } = member;
  const known = spaceAccesses(call).find({ space: space.id, user: user.id });
  const names = role === "admin" ? Object.keys(PERMISSIONS) : (known?.permissions ?? []);
  return {
    created_at: known?.created_at ?? created_at,
    id: known?.id ?? uuidOf(`space-access:${space.id}:${user.id}`),
    permissions: names.map((name) => ({ name, description: PERMISSIONS[name] ?? "" })),
    space: spaceRef(space),
    updated_at: known?.updated_at ?? updated_at,
    user: { id: user.id, email: user.email },
  };
}
