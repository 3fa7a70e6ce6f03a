import { z } from "zod";
import { WrongInputs } from "../define/errors.ts";
import type { Heroku } from "../define/heroku.ts";
import { attachedKeys, attachedReason } from "./attached.ts";

/** Name of a config var. */
export const Key = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_.-]*$/, "is not a name that a shell can hold: letters, digits and _")
  // Pulumi's SDK for JavaScript can't send a map with a `toString` of its own.
  .refine((name) => !(name in Object.prototype), "is a name that JavaScript has taken; choose another one");

export type Vars = Record<string, string>;

/** Config vars as Heroku answers them. */
export const VarsAnswer = z.record(z.string(), z.string());

/** What is declared: the keys that a stack owns. */
export interface Declared {
  vars: Vars;
  secretVars: Vars;
  adopt: boolean;
}

export const ownedBy = ({ vars = {}, secretVars = {} }: Partial<Declared>): Vars => ({ ...vars, ...secretVars });

export const pick = (from: Vars, keys: readonly string[]): Vars =>
  Object.fromEntries(keys.filter((key) => Object.hasOwn(from, key)).map((key) => [key, from[key] as string]));

/** Declared keys that are there with another value. */
export const differing = (present: Vars, declared: Vars): string[] =>
  Object.keys(declared).filter((key) => Object.hasOwn(present, key) && present[key] !== declared[key]);

/** What has to be sent so that what is present becomes what is wanted; keys that were owned before are unset. */
export function changesFrom(present: Vars, wanted: Vars, before: Vars = {}): Record<string, string | null> {
  const set = Object.entries(wanted).filter(([key, value]) => present[key] !== value);
  const removed = Object.keys(before).filter((key) => !Object.hasOwn(wanted, key));
  return Object.fromEntries([...set, ...removed.map((key) => [key, null] as const)]);
}

/** What is there now, where keys new to this stack had to be looked for; refuses those that somebody else has set. */
export async function refuseForeign(
  heroku: Heroku,
  { path, holder, app }: { path: string; holder: string; app?: string },
  wanted: Partial<Declared>,
  prior: Declared | undefined,
): Promise<Vars> {
  const owned = ownedBy(wanted);
  const before = prior ? ownedBy(prior) : {};
  const fresh = Object.keys(owned).filter((key) => !Object.hasOwn(before, key));
  if (fresh.length === 0) return before;
  const present = await heroku.get(path, VarsAnswer);
  const foreign = differing(present, pick(owned, fresh));
  const pathTo = (key: string) => [Object.hasOwn(wanted.vars ?? {}, key) ? "vars" : "secretVars", key];
  const attached = app === undefined ? new Map<string, string>() : await attachedKeys(heroku, app, foreign);
  if (attached.size > 0 && app !== undefined)
    throw new WrongInputs(
      [...attached].map(([key, name]) => ({ path: pathTo(key), reason: attachedReason(name, app) })),
    );
  if (wanted.adopt !== true && foreign.length > 0) {
    const reason = `exists on the ${holder} with another value; take it over with adopt: true, or choose another key`;
    throw new WrongInputs(foreign.map((key) => ({ path: pathTo(key), reason })));
  }
  return present;
}
