import { z } from "zod";
import { type Api, paged } from "../http/api.ts";
import { created } from "../http/call.ts";
import { teamOf } from "../model/team.ts";
import {
  acceptInvitation,
  INVITED_ROLES,
  invitationByToken,
  invitationOf,
  invite,
  serializeInvitation,
  teamInvitations,
} from "../model/team-invitation.ts";

const wanted = z.object({ email: z.string(), role: z.enum(INVITED_ROLES) });

/** https://devcenter.heroku.com/articles/platform-api-reference#team-invitation */
export function teamInvitationRoutes(api: Api): void {
  api.get("/teams/:team/invitations", (call) => {
    const all = teamInvitations(call).list({ team: teamOf(call).id });
    return paged(
      call,
      all.map((each) => serializeInvitation(call, each)),
    );
  });
  api.put("/teams/:team/invitations", wanted, (call) => {
    const { invitation, isNew } = invite(call, teamOf(call), call.body);
    const shown = serializeInvitation(call, invitation);
    return isNew ? created(shown) : shown;
  });
  api.delete("/teams/:team/invitations/:invitation", (call) => {
    const found = invitationOf(call, teamOf(call));
    teamInvitations(call).delete(found.id);
    return serializeInvitation(call, found);
  });
  api.get("/teams/invitations/:token", (call) => serializeInvitation(call, invitationByToken(call)));
  api.post("/teams/invitations/:token/accept", (call) => created(acceptInvitation(call, invitationByToken(call))));
}
