import { z } from "zod";
import { notFound } from "../errors.ts";
import { type Api, paged } from "../http/api.ts";
import { type Call, created } from "../http/call.ts";
import { deleteTeam } from "../model/delete-team.ts";
import { createTeam, requireTeamName, serializeTeam, type Team, teamOf, teams } from "../model/team.ts";
import { featuresOf } from "../model/team-feature.ts";

/** Who pays for it is not asked. */
const newTeam = z.object({ name: z.string() });

const changes = z.object({ name: z.string().optional(), default: z.boolean().optional() });

/** https://devcenter.heroku.com/articles/platform-api-reference#team */
export function teamRoutes(api: Api): void {
  api.get("/teams", (call) =>
    paged(
      call,
      teams(call)
        .list({ account: call.account.id })
        .map((team) => serializeTeam(call, team)),
    ),
  );
  api.post("/teams", newTeam, (call) => created(serializeTeam(call, createTeam(call, call.body.name))));
  api.get("/teams/:team", (call) => serializeTeam(call, teamOf(call)));
  api.patch("/teams/:team", changes, (call) => serializeTeam(call, change(call, teamOf(call), call.body)));
  api.delete("/teams/:team", (call) => {
    const team = teamOf(call);
    deleteTeam(call, team);
    return serializeTeam(call, team);
  });
  // What Heroku switches for a team: here the control path `PUT /_sandbox/team-features/{team}` does.
  api.get("/teams/:team/features", (call) => paged(call, featuresOf(teamOf(call))));
  api.get("/teams/:team/features/:feature", (call) => {
    const identity = call.param("feature");
    const found = featuresOf(teamOf(call)).find(({ id, name }) => [id, name].includes(identity));
    if (!found) throw notFound("team feature");
    return found;
  });
}

function change(call: Call, team: Team, wanted: z.infer<typeof changes>): Team {
  const name = wanted.name ?? team.name;
  if (name !== team.name) requireTeamName(call, name);
  return teams(call).update(team.id, {
    name,
    default: wanted.default ?? team.default ?? false,
    updated_at: call.timestamp(),
  });
}
