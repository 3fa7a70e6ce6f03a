import { z } from "zod";
import { notFound } from "../errors.ts";
import { type Api, paged } from "../http/api.ts";
import { created } from "../http/call.ts";
import { teamOf } from "../model/team.ts";
import {
  addMember,
  changeMember,
  findMember,
  serializeMember,
  serializeMembers,
  teamMembers,
} from "../model/team-member.ts";

const wanted = z.object({
  email: z.string(),
  role: z.enum(["admin", "member", "viewer"]),
  federated: z.boolean().optional(),
});

/** https://devcenter.heroku.com/articles/platform-api-reference#team-member */
export function teamMemberRoutes(api: Api): void {
  api.get("/teams/:team/members", (call) => paged(call, serializeMembers(call, teamOf(call))));
  api.post("/teams/:team/members", wanted, (call) =>
    created(serializeMember(addMember(call, teamOf(call), call.body))),
  );
  // Adds somebody, or gives them another role.
  api.put("/teams/:team/members", wanted, (call) => {
    const team = teamOf(call);
    const found = findMember(call, team, call.body.email);
    if (found) return serializeMember(changeMember(call, found, call.body));
    return created(serializeMember(addMember(call, team, call.body)));
  });
  api.patch("/teams/:team/members", wanted, (call) => {
    const found = findMember(call, teamOf(call), call.body.email);
    if (!found) throw notFound("team member");
    return serializeMember(changeMember(call, found, call.body));
  });
  api.delete("/teams/:team/members/:member", (call) => {
    const found = findMember(call, teamOf(call), call.param("member"));
    if (!found) throw notFound("team member");
    teamMembers(call).delete(found.id);
    return serializeMember(found);
  });
}
