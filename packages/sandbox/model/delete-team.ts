import { invalidParams } from "../errors.ts";
import type { Call } from "../http/call.ts";
import { apps } from "./app.ts";
import { forgetKeptBy } from "./forget.ts";
import { pipelines } from "./pipeline.ts";
import { spaces } from "./space.ts";
import { type Team, teams } from "./team.ts";
import { teamPreferences } from "./team-preferences.ts";

/** Heroku's words, and that pipelines count, are (unverified). */
const STILL_OWNS = "Team can't be deleted while it owns apps, pipelines or spaces.";

export function deleteTeam(call: Call, { id, account }: Team): void {
  const pipelinesOf = pipelines(call).list({ account });
  const owns =
    apps(call).count({ team: id }) + spaces(call).count({ team: id }) > 0 ||
    pipelinesOf.some(({ owner }) => owner?.id === id);
  if (owns) throw invalidParams(STILL_OWNS);
  forgetKeptBy(call, "team", id);
  teamPreferences(call).delete(id);
  teams(call).delete(id);
}
