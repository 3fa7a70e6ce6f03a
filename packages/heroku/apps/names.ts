import { z } from "zod";
import { isGone, Refused } from "../define/errors.ts";
import { didYouMean, type Wrong } from "../define/explain.ts";
import type { Heroku } from "../define/heroku.ts";
import { Uuid } from "../define/uuid.ts";

/**
 * Whether the name can't be had: it is somebody else's app, or another one of ours than the app that is renamed (which has it already
 * where a rename was cut short). For a new app, whether one of ours may be taken is for its creation to say.
 */
export async function takenName(heroku: Heroku, name: string, own: string | undefined): Promise<Wrong[]> {
  const taken = (reason: string) => [{ path: ["name"], reason: `"${name}" ${reason}` }];
  try {
    const found = await heroku.get(`/apps/${name}`, z.object({ id: Uuid }));
    return own === undefined || found.id === own ? [] : taken("exists already; choose another name");
  } catch (error) {
    if (isGone(error)) return [];
    if (error instanceof Refused && error.status === 403) return taken("belongs to somebody else; choose another name");
    throw error;
  }
}

/** Where the names stand that a field takes, and what they are, as in "is not …". */
export const NAMES = {
  region: { path: "/regions", kind: "a region" },
  stack: { path: "/stacks", kind: "a stack" },
  team: { path: "/teams", kind: "a team that you are in" },
} as const;

export async function unknownName(heroku: Heroku, field: keyof typeof NAMES, name: string): Promise<Wrong[]> {
  const { path, kind } = NAMES[field];
  if (heroku.isForeseen(`${path}/${name}`)) return [];
  const names = (await heroku.list(path, z.object({ name: z.string() }))).map((each) => each.name);
  return names.includes(name) ? [] : [{ path: [field], reason: `"${name}" is not ${kind}${didYouMean(name, names)}` }];
}
