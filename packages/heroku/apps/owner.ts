import { z } from "zod";
import type { Heroku } from "../define/heroku.ts";
import { Uuid } from "../define/uuid.ts";

const Owned = z.object({ team: z.object({ name: z.string() }).nullish() });
const Locked = z.object({ id: Uuid, locked: z.boolean() });

interface Wanted {
  name: string;
  team?: string | undefined;
  space?: string | undefined;
}

/**
 * Hands an app to the team, or back to one's own account. Nothing is sent where the app belongs there already, as where it
 * was handed over outside, and where it is left to the space, whose apps belong to its team.
 */
export async function handOver(heroku: Heroku, id: string, { name, team, space }: Wanted): Promise<void> {
  if (team === undefined && space !== undefined) return;
  const now = (await heroku.get(`/apps/${id}`, Owned)).team?.name;
  if (now === team) return;
  const owner = team ?? (await heroku.get("/account", z.object({ email: z.string() }))).email;
  const doing = `hand app "${name}" over to ${owner}`;
  // Heroku's schema does not say what it answers.
  await heroku.patch(`/teams/apps/${id}`, { doing, body: { owner }, answer: z.unknown() });
}

export const setLocked = (heroku: Heroku, id: string, name: string, locked: boolean) =>
  heroku.patch(`/teams/apps/${id}`, {
    doing: `${locked ? "lock" : "unlock"} app "${name}"`,
    body: { locked },
    answer: Locked,
  });

/** Whether a team's app is locked, by one list for all apps of the team. */
export async function readLocked(heroku: Heroku, id: string, team: string | undefined): Promise<boolean | undefined> {
  if (team === undefined) return undefined;
  return (await heroku.list(`/teams/${team}/apps`, Locked)).find((each) => each.id === id)?.locked;
}
