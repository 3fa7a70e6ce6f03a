import { invalidParams, notFound } from "../errors.ts";
import { uuidOf } from "../ids.ts";
import type { Platform } from "../platform.ts";
import { type Team, teams } from "./team.ts";

/** What Heroku switches for a team, and its CLI asks for. The names are the CLI's, the words (unverified). */
const FEATURES: Record<string, string> = {
  "org-access-controls": "Who works on an app of the team has permissions there.",
  "team-invite-acceptance": "People are invited into the team, and are in it once they have accepted.",
};

/** Switches features of a team on or off, as only Heroku itself can. */
export function switchFeatures(platform: Platform, id: string, wanted: Record<string, boolean>): Team {
  const team = teams(platform).get(id);
  if (!team) throw notFound("team");
  const unknown = Object.keys(wanted).filter((name) => !Object.hasOwn(FEATURES, name));
  if (unknown.length > 0) throw invalidParams(`There is no team feature ${unknown.join(", ")}.`);
  return teams(platform).update(id, { features: { ...team.features, ...wanted } });
}

/** Those that were ever switched: to Heroku's CLI a team has `org-access-controls` where it is listed at all. */
export const featuresOf = ({ features = {}, created_at = "", updated_at = "" }: Team) =>
  Object.entries(features).map(([name, enabled]) => ({
    created_at,
    description: FEATURES[name] ?? "",
    display_name: name,
    doc_url: "https://devcenter.heroku.com/articles/heroku-teams",
    enabled,
    feedback_email: "feedback@heroku.com",
    id: uuidOf(`team-feature:${name}`),
    name,
    state: "general",
    updated_at,
  }));
