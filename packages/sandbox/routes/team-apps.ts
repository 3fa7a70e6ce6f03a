import { z } from "zod";
import { invalidParams, notFound } from "../errors.ts";
import { type Api, paged } from "../http/api.ts";
import { type Call, created } from "../http/call.ts";
import { type App, appOf, apps, serializeApp, updateApp } from "../model/app.ts";
import { createApp } from "../model/create-app.ts";
import { spaceNamed } from "../model/space.ts";
import { teamNamed, teams } from "../model/team.ts";

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
    const team = teams(call).find({ account: call.account.id, name: call.param("team") });
    if (!team) throw notFound("team");
    const items = apps(call)
      .list({ team: team.id })
      .map((app) => serializeTeamApp(call, app));
    return paged(call, items, ["id", "name", "updated_at"]);
  });
}

function createTeamApp(call: Call, wanted: z.infer<typeof newApp>): App {
  const { name, region, stack, locked, internal_routing } = wanted;
  if (wanted.team === undefined && wanted.space === undefined && !wanted.personal) {
    throw invalidParams("Require params: team.");
  }
  const named = wanted.team === undefined ? undefined : teamNamed(call, wanted.team);
  const generation = stack === "cnb" ? "fir" : "cedar";
  const space =
    wanted.space === undefined ? undefined : spaceNamed(call, wanted.space, { team: named, region, generation });
  const team = named ?? (space ? teams(call).get(space.team) : undefined);
  return createApp(call, { name, region, stack, locked, internal_routing, team, space });
}

/** Locks, or hands the app to a team (by name) or back to the caller (`~`). */
function change(call: Call, app: App, { locked, owner }: z.infer<typeof changes>): App {
  const change: Partial<App> = locked === undefined ? {} : { locked };
  if (owner !== undefined) change.team = isCaller(call, owner) ? null : teamNamed(call, owner).id;
  return updateApp(call, app, change);
}

function isCaller(call: Call, owner: string): boolean {
  return ["~", call.account.id, call.account.email].includes(owner);
}

function serializeTeamApp(call: Call, app: App) {
  return { ...serializeApp(call, app), joined: true, locked: app.locked };
}
