import { forbidden, invalidParams } from "../errors.ts";
import type { Call } from "../http/call.ts";
import type { Platform } from "../platform.ts";
import { collection } from "../store/collection.ts";
import { accounts } from "./account.ts";
import { goesBy, type Person, personNamed } from "./person.ts";
import type { Team } from "./team.ts";

/** Somebody in a team, beside the account that it was made for. It opens nothing in the sandbox: accounts stay apart. */
export interface TeamMember {
  id: string;
  team: string;
  user: Person;
  role: "admin" | "member" | "viewer";
  federated: boolean;
  created_at: string;
  updated_at: string;
}

export const teamMembers = collection<TeamMember>("team_members", { indexes: [["team"]] });

export type WantedMember = Pick<TeamMember, "role"> & { email: string; federated?: boolean | undefined };

/** Heroku's words for what it refuses are (unverified). */
const THERE_ALREADY = "User is already a member of this team.";
const LAST_ADMIN = "You can't remove or change the last admin of a team.";

export function addMember(call: Call, team: Team, { email, role, federated = false }: WantedMember): TeamMember {
  if (isFounder(call, team, email) || findMember(call, team, email)) throw invalidParams(THERE_ALREADY);
  const now = call.timestamp();
  return teamMembers(call).insert({
    id: call.uuid(),
    team: team.id,
    user: personNamed(call, email),
    role,
    federated,
    created_at: now,
    updated_at: now,
  });
}

export function changeMember(call: Call, { id }: TeamMember, { role }: WantedMember): TeamMember {
  return teamMembers(call).update(id, { role, updated_at: call.timestamp() });
}

/** By id of the membership, or by email or id of the account. */
export function findMember(call: Call, team: Team, identity: string): TeamMember | undefined {
  if (isFounder(call, team, identity)) throw forbidden(LAST_ADMIN);
  return teamMembers(call).list({ team: team.id }).find(goesBy(identity));
}

/** The account that the team was made for is its admin for ever. */
function isFounder(call: Call, team: Team, identity: string): boolean {
  const founder = accounts(call).get(team.account);
  return founder !== undefined && [founder.id, founder.email].includes(identity);
}

/** Their role in the team, if they are in it. */
export function roleIn(platform: Platform, team: Team, email: string): string | undefined {
  if (accounts(platform).get(team.account)?.email === email) return "admin";
  return teamMembers(platform)
    .list({ team: team.id })
    .find(({ user }) => user.email === email)?.role;
}

export function serializeMembers(call: Call, team: Team) {
  const founder = accounts(call).get(team.account);
  const { id = "", email = "", name = null } = founder ?? {};
  const times = { created_at: founder?.created_at ?? "", updated_at: founder?.created_at ?? "" };
  const first = { id: team.id, team: team.id, user: { id, email, name }, role: "admin", federated: false, ...times };
  return [first, ...teamMembers(call).list({ team: team.id })].map(serializeMember);
}

export function serializeMember(member: Omit<TeamMember, "role"> & { role: string }) {
  const { id, user, role, federated, created_at, updated_at } = member;
  return {
    created_at,
    email: user.email,
    federated,
    id,
    identity_provider: null,
    role,
    two_factor_authentication: false,
    updated_at,
    user,
  };
}
