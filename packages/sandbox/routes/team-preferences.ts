import { z } from "zod";
import type { Api } from "../http/api.ts";
import { teamOf } from "../model/team.ts";
import { changePreferences, serializePreferences } from "../model/team-preferences.ts";

const change = z.object({ "addons-controls": z.boolean().nullish() });

/** https://devcenter.heroku.com/articles/platform-api-reference#team-preferences */
export function teamPreferencesRoutes(api: Api): void {
  api.get("/teams/:team/preferences", (call) => serializePreferences(call, teamOf(call)));
  api.patch("/teams/:team/preferences", change, (call) => {
    const team = teamOf(call);
    const controls = call.body["addons-controls"];
    if (controls !== undefined) changePreferences(call, team, controls ?? false);
    return serializePreferences(call, team);
  });
}
