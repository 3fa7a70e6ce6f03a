import { invalidParams, notFound } from "../errors.ts";
import type { Call } from "../http/call.ts";
import { collection } from "../store/collection.ts";
import { goesBy, type Person, personNamed } from "./person.ts";
import { type Team, teams } from "./team.ts";
import { addMember, roleIn, serializeMember } from "./team-member.ts";

/**
 * Somebody who has been asked into a team and has not answered. No letter is sent: its token stands in the sandbox's state,
 * and opens the invitation to the account that has the address.
 */
export interface TeamInvitation {
  id: string;
  team: string;
  user: Person;
  role: InvitedRole;
  token: string;
  invited_by: Person;
  created_at: string;
  updated_at: string;
}

export const teamInvitations = collection<TeamInvitation>("team_invitations", {
  unique: [["token"]],
  indexes: [["team"]],
});

/** Which roles people can be invited as, of those that the schema names, is (unverified). */
export const INVITED_ROLES = ["admin", "member"] as const;
type InvitedRole = (typeof INVITED_ROLES)[number];

/** That Heroku refuses this, and its words, are (unverified). */
const A_MEMBER_ALREADY = "User is already a member of this team.";

/** Whom it finds invited already gets the role (unverified); `isNew` tells whether it did not. */
export function invite(call: Call, team: Team, { email, role }: { email: string; role: InvitedRole }) {
  const user = personNamed(call, email);
  if (roleIn(call, team, user.email) !== undefined) throw invalidParams(A_MEMBER_ALREADY);
  const now = call.timestamp();
  const found = findInvitation(call, team, user.email);
  if (found) return { invitation: teamInvitations(call).update(found.id, { role, updated_at: now }), isNew: false };
  const { id, email: from, name } = call.account;
  const invitation = teamInvitations(call).insert({
    id: call.uuid(),
    team: team.id,
    user,
    role,
    token: call.hex(32),
    invited_by: { id, email: from, name },
    created_at: now,
    updated_at: now,
  });
  return { invitation, isNew: true };
}

const findInvitation = (call: Call, { id }: Team, identity: string): TeamInvitation | undefined =>
  teamInvitations(call).list({ team: id }).find(goesBy(identity));

/** By its id as in the schema, or by the address as Heroku's CLI has it. */
export function invitationOf(call: Call, team: Team): TeamInvitation {
  const found = findInvitation(call, team, call.param("invitation"));
  if (!found) throw notFound("team invitation");
  return found;
}

/** The caller's invitation with the token of the path. That it is nobody else's to open is (unverified). */
export function invitationByToken(call: Call): TeamInvitation {
  const found = teamInvitations(call).find({ token: call.param("token") });
  if (found?.user.email !== call.account.email) throw notFound("team invitation");
  return found;
}

/** Makes a member of whoever was invited; the invitation is gone with it. */
export function acceptInvitation(call: Call, { id, team: teamId, user, role }: TeamInvitation) {
  const team = teams(call).get(teamId);
  if (!team) throw notFound("team");
  teamInvitations(call).delete(id);
  return serializeMember(addMember(call, team, { email: user.email, role }));
}

export function serializeInvitation(call: Call, invitation: TeamInvitation) {
  const { id, team, user, role, invited_by, created_at, updated_at } = invitation;
  const name = teams(call).get(team)?.name ?? "";
  return { created_at, id, invited_by, role, team: { id: team, name }, updated_at, user };
}
