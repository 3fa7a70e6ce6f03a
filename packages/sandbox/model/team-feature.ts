import { invalidParams, notFound } from "../errors.ts";
import { uuidOf } from "../ids.ts";
import type { Platform } from "../platform.ts";
import { type Team, teams } from "./team.ts";

/** What Heroku switches for a team, and its CLI asks for. The names are the CLI's, the words (unverified). */
const FEATURES: Record<string, string> = {
  "team-invite-acceptance": "People are invited into the team, and are in it once they have accepted.",
};

/** Switches features of a team on or off, as only Heroku itself can. */
export function switchFeatures(platform: Platform, id: string, wanted: Record<string, boolean>): Team {
  const team = teams(platform).get(id);
  if (!team) throw notFound("team");
  const unknown = Object.keys(wanted).filter((name) => !Object.hasOwn(FEATURES, name));
  if (unknown.length > 0) throw invalidParams(`There is no team feature ${unknown.join(", ")}.`);
  const kept = (team.features ?? []).filter((name) => !(name in wanted));
  const enabled = Object.keys(wanted).filter((name) => wanted[name]);
  return teams(platform).update(id, { features: [...kept, ...enabled] });
}

/** All that there are, enabled or not. */
export const featuresOf = ({ features = [], created_at = "", updated_at = "" }: Team) =>
  Object.entries(FEATURES).map(([name, description]) => ({
    created_at,
    description,
    display_name: name,
    doc_url: "https://devcenter.heroku.com/articles/heroku-teams",
    enabled: features.includes(name),
    feedback_email: "feedback@heroku.com",
    id: uuidOf(`team-feature:${name}`),
    name,
    state: "general",
    updated_at,
  }));
