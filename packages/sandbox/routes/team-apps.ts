import { z } from "zod";
import { type Api, paged } from "../http/api.ts";
import { type Call, created } from "../http/call.ts";
import { type App, appOf, apps, serializeApp, updateApp } from "../model/app.ts";
import { createApp } from "../model/create-app.ts";
import { spaceNamed } from "../model/space.ts";
import { type Team, teamNamed, teamOf, teams } from "../model/team.ts";
import { handOver, isJoined, join } from "../model/team-app.ts";

const newApp = z.object({
  name: z.string().optional(),
  region: z.string().optional(),
  stack: z.string().optional(),
  team: z.string().optional(),
  space: z.string().optional(),
  locked: z.boolean().optional(),
  personal: z.boolean().optional(),
  internal_routing: z.boolean().nullable().optional(),
});

const changes = z.object({ locked: z.boolean().optional(), owner: z.string().optional() });

/** https://devcenter.heroku.com/articles/platform-api-reference#team-app */
export function teamAppRoutes(api: Api): void {
  api.post("/teams/apps", newApp, (call) => created(serializeTeamApp(call, createTeamApp(call, call.body))));
  api.get("/teams/apps/:app", (call) => serializeTeamApp(call, appOf(call)));
  api.patch("/teams/apps/:app", changes, (call) => serializeTeamApp(call, change(call, appOf(call), call.body)));
  api.get("/teams/:team/apps", (call) => {
    const team = teamOf(call);
    const items = apps(call)
      .list({ team: team.id })
      .map((app) => serializeTeamApp(call, app));
    return paged(call, items, ["id", "name", "updated_at"]);
  });
}

function createTeamApp(call: Call, wanted: z.infer<typeof newApp>): App {
  const { name, region, stack, locked, internal_routing } = wanted;
  const named = wanted.team === undefined ? defaultTeam(call, wanted) : teamNamed(call, wanted.team);
  const generation = stack === "cnb" ? "fir" : "cedar";
  const space =
    wanted.space === undefined ? undefined : spaceNamed(call, wanted.space, { team: named, region, generation });
  const team = named ?? (space ? teams(call).get(space.team) : undefined);
  const app = createApp(call, { name, region, stack, locked, internal_routing, team, space });
  join(call, app);
  return app;
}

/** The team of whoever names none: their default one, if they have it and want no personal app (unverified). */
function defaultTeam(call: Call, { space, personal }: z.infer<typeof newApp>): Team | undefined {
  if (space !== undefined || personal) return undefined;
  return teams(call)
    .list({ account: call.account.id })
    .find((team) => team.default);
}

/** Locks, or hands the app to a team (by name) or to the caller. */
function change(call: Call, app: App, { locked, owner }: z.infer<typeof changes>): App {
  const owned = owner === undefined ? app : handOver(call, app, owner);
  return locked === undefined ? owned : updateApp(call, owned, { locked });
}

function serializeTeamApp(call: Call, app: App) {
  return { ...serializeApp(call, app), joined: isJoined(call, app), locked: app.locked };
}
