import type { Call } from "../http/call.ts";
import { collection } from "../store/collection.ts";
import type { Team } from "./team.ts";

/** What a team has switched. Its id is the team's. */
export interface TeamPreferences {
  id: string;
  addonsControls: boolean;
}

export const teamPreferences = collection<TeamPreferences>("team_preferences");

/** What the members of a team may do with its apps, where nobody has said something else (unverified). */
const DEFAULT_PERMISSION = "member";

export function changePreferences(call: Call, { id }: Team, addonsControls: boolean): void {
  teamPreferences(call).put({ id, addonsControls });
}

export function serializePreferences(call: Call, { id }: Team) {
  return {
    "addons-controls": teamPreferences(call).get(id)?.addonsControls ?? false,
    "default-permission": DEFAULT_PERMISSION,
  };
}
