import { z } from "zod";
import { Refused, WrongInputs } from "./errors.ts";
import type { Heroku } from "./heroku.ts";
import { Uuid } from "./uuid.ts";

/** What stands for a team in an input. */
export const TeamName = z.string().regex(/^[\w.-]+$/, "is not the name of a team");

/** Refuses a team, or whatever else is named by `path`, that the account can't see. */
export async function requireSeen(heroku: Heroku, path: string, wrong: { input: string; reason: string }) {
  try {
    await heroku.get(path, z.object({ id: Uuid }));
  } catch (error) {
    if (!(error instanceof Refused) || ![403, 404].includes(error.status)) throw error;
    throw new WrongInputs([{ path: [wrong.input], reason: wrong.reason }]);
  }
}

export const requireTeam = (heroku: Heroku, team: string): Promise<void> =>
  requireSeen(heroku, `/teams/${team}`, { input: "team", reason: `"${team}" is not a team that you are in` });
