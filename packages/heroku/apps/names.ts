import { z } from "zod";
import { Refused, WrongInputs } from "../define/errors.ts";
import { didYouMean, type Wrong } from "../define/explain.ts";
import type { Answer, Heroku } from "../define/heroku.ts";
import { Uuid } from "../define/uuid.ts";

/** What is at an app's name: undefined where it is free. Somebody else's app is an error. */
export async function appNamed<T>(heroku: Heroku, name: string, answer: Answer<T>): Promise<T | undefined> {
  try {
    return await heroku.find(`/apps/${name}`, answer);
  } catch (error) {
    if (!(error instanceof Refused) || error.status !== 403) throw error;
    throw new WrongInputs([{ path: ["name"], reason: `"${name}" belongs to somebody else; choose another name` }]);
  }
}

/** Whether another app has the name that an app is to get. This one has it already where a rename was cut short. */
export async function takenName(heroku: Heroku, name: string, own: string): Promise<Wrong[]> {
  const found = await appNamed(heroku, name, z.object({ id: Uuid }));
  const isFree = found === undefined || found.id === own;
  return isFree ? [] : [{ path: ["name"], reason: `"${name}" exists already; choose another name` }];
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
