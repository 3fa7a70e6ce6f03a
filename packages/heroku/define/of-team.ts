import { z } from "zod";
import { Refused, WrongInputs } from "./errors.ts";
import type { Heroku } from "./heroku.ts";
import { Uuid } from "./uuid.ts";

/** What stands for a team in an input. */
export const TeamName = z.string().regex(/^[\w.-]+$/, "is not the name of a team");

/** Whether the account can see a team, or whatever else is named by `path`, or will once the run is applied. */
export async function isSeen(heroku: Heroku, path: string): Promise<boolean> {
  if (heroku.isForeseen(path)) return true;
  try {
    await heroku.get(path, z.object({ id: Uuid }));
    return true;
  } catch (error) {
    if (!(error instanceof Refused) || ![403, 404].includes(error.status)) throw error;
    return false;
  }
}

/** What is wrong with a team that the account can't see. */
export const unseenTeam = (team: string) => ({
  path: ["team"],
  reason: `"${team}" is not a team that you are in`,
});

export async function requireTeam(heroku: Heroku, team: string): Promise<void> {
  if (!(await isSeen(heroku, `/teams/${team}`))) throw new WrongInputs([unseenTeam(team)]);
}
