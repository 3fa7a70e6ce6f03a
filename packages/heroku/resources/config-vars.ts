import { z } from "zod";
import { defineThing } from "../define/definition.ts";
import { WrongInputs } from "../define/errors.ts";
import type { Heroku } from "../define/heroku.ts";
import { resourceClass } from "../define/sdk.ts";
import { releaseInEffect, releasesOf } from "../deploy/release.ts";

const Key = z
  .string()
  .regex(/^[A-Za-z_][A-Za-z0-9_.-]*$/, "is not a name that a shell can hold: letters, digits and _")
  // Pulumi's SDK for JavaScript can't send a map with a `toString` of its own.
  .refine((name) => !(name in Object.prototype), "is a name that JavaScript has taken; choose another one");

const inputs = z.object({
  /** UUID of the app (`app.id`). Changing this replaces the config vars. */
  app: z.string().meta({ replaces: true }),
  /** Config vars whose values anyone may read, shown in diffs. All keys and values of an app take at most 64 kB. */
  vars: z.record(Key, z.string()).default({}),
  /** Config vars whose values are secret: masked in diffs, encrypted in state. */
  secretVars: z.record(Key, z.string()).default({}).meta({ secret: true }),
  /** Whether a key that exists already with another value is taken over. `false` by default: it is refused. */
  adopt: z.boolean().default(false),
});

const outputs = z.object({});

type Inputs = z.output<typeof inputs>;
type Vars = Record<string, string>;

const Answer = z.record(z.string(), z.string());

export const configVars = defineThing({
  type: "ConfigVars",
  importId:
    "the app's name or UUID, alone (every key that no add-on sets) or with keys, such as `example/DEBUG,S3_KEY`; all of them come in as `secretVars`, but for those behind a second slash: `example/S3_KEY/DEBUG` takes `DEBUG` in as one of `vars`",
  inputs,
  outputs,

  async preview(heroku, wanted, prior) {
    refuseTooLarge(wanted);
    if (wanted.app === undefined) return {};
    await refuseForeign(heroku, wanted as Inputs, prior?.inputs, ownedBy(wanted));
    return {};
  },

  async create(heroku, wanted) {
    const { app } = wanted;
    const present = await refuseForeign(heroku, wanted, undefined, ownedBy(wanted));
    await set(heroku, app, changesFrom(present, ownedBy(wanted)));
    return { id: app, outputs: {} };
  },

  async read(heroku, id, prior) {
    const [app = id, keys, openKeys] = id.split("/");
    const present = await heroku.find(`/apps/${app}/config-vars`, Answer);
    if (!present) return undefined;
    if (!prior) return imported(heroku, app, present, keys?.split(","), openKeys?.split(","));
    const kept = (vars: Vars) => pick(present, Object.keys(vars));
    const { vars, secretVars } = prior.inputs;
    return { id, inputs: { ...prior.inputs, vars: kept(vars), secretVars: kept(secretVars) }, outputs: {} };
  },

  async update(heroku, _id, wanted, prior) {
    const owned = ownedBy(prior.inputs);
    await refuseForeign(heroku, wanted, prior.inputs, ownedBy(wanted));
    const removed = Object.keys(owned).filter((key) => !Object.hasOwn(ownedBy(wanted), key));
    const unset = Object.fromEntries(removed.map((key) => [key, null]));
    await set(heroku, wanted.app, { ...changesFrom(owned, ownedBy(wanted)), ...unset });
    return {};
  },

  async delete(heroku, _id, state) {
    const present = await heroku.find(`/apps/${state.app}/config-vars`, Answer);
    const owned = Object.keys(ownedBy(state)).filter((key) => present && Object.hasOwn(present, key));
    await set(heroku, state.app, Object.fromEntries(owned.map((key) => [key, null])));
  },
});

/**
 * The config vars that this stack owns on an app. Other keys, such as those of add-ons or of other people, are never
 * touched nor taken into state. All changes of one resource are one release and one restart.
 * https://devcenter.heroku.com/articles/config-vars
 *
 * @example
 * new ConfigVars("settings", {
 *   app: app.id,
 *   vars: { DJANGO_SETTINGS_MODULE: "site.settings.staging" },
 *   secretVars: { S3_SECRET: secret("…") },
 * });
 */
export class ConfigVars extends resourceClass(configVars) {}

const ownedBy = ({ vars = {}, secretVars = {} }: Partial<Inputs>): Vars => ({ ...vars, ...secretVars });

const pick = (from: Vars, keys: string[]): Vars =>
  Object.fromEntries(keys.filter((key) => Object.hasOwn(from, key)).map((key) => [key, from[key] as string]));

const changesFrom = (present: Vars, wanted: Vars): Vars =>
  Object.fromEntries(Object.entries(wanted).filter(([key, value]) => present[key] !== value));

/** Of all of an app's config vars. https://devcenter.heroku.com/articles/config-vars#limits */
const MOST_BYTES = 64 * 1024;

function refuseTooLarge({ vars = {}, secretVars = {} }: Partial<Inputs>): void {
  const [open, hidden] = [bytesOf(vars), bytesOf(secretVars)];
  if (open + hidden <= MOST_BYTES) return;
  const reason = `${open + hidden} bytes are too many; an app's config vars take at most ${MOST_BYTES} together`;
  throw new WrongInputs([{ path: [open >= hidden ? "vars" : "secretVars"], reason }]);
}

const bytesOf = (vars: Vars): number => Buffer.byteLength(Object.entries(vars).flat().join(""));

/** One PATCH, one release; none where nothing changes. */
async function set(heroku: Heroku, app: string, changes: Record<string, string | null>): Promise<void> {
  const keys = Object.keys(changes).sort();
  if (keys.length === 0) return;
  const doing = `set config vars ${keys.join(", ")}`;
  const inForce = (vars: Vars) => keys.every((key) => (Object.hasOwn(vars, key) ? vars[key] : null) === changes[key]);
  const answered = await heroku.patch(`/apps/${app}/config-vars`, { doing, body: changes, answer: Answer });
  if (inForce(answered)) return;
  // An app with a release phase has the new values only once its release command has succeeded.
  const [newest] = await releasesOf(heroku, app);
  if (newest) await releaseInEffect(heroku, app, newest.id);
}

/** What is there now, where keys new to this stack had to be looked for; refuses those that somebody else has set. */
async function refuseForeign(heroku: Heroku, wanted: Inputs, prior: Inputs | undefined, owned: Vars): Promise<Vars> {
  const before = prior ? ownedBy(prior) : {};
  const fresh = Object.keys(owned).filter((key) => !Object.hasOwn(before, key));
  if (fresh.length === 0) return before;
  const present = await heroku.get(`/apps/${wanted.app}/config-vars`, Answer);
  const foreign = fresh.filter((key) => Object.hasOwn(present, key) && present[key] !== owned[key]);
  if (wanted.adopt !== true && foreign.length > 0) {
    const reason = "exists on the app with another value; take it over with adopt: true, or choose another key";
    throw new WrongInputs(
      foreign.map((key) => ({ path: [Object.hasOwn(wanted.vars ?? {}, key) ? "vars" : "secretVars", key], reason })),
    );
  }
  return present;
}

const AddOns = z.object({ app: z.object({ id: z.string(), name: z.string() }), config_vars: z.array(z.string()) });

async function imported(heroku: Heroku, name: string, present: Vars, keys?: string[], openKeys: string[] = []) {
  const { id } = await heroku.get(`/apps/${name}`, z.object({ id: z.string() }));
  const addOns = keys ? [] : await heroku.list("/addons", AddOns);
  const foreign = new Set(addOns.filter(({ app }) => app.id === id).flatMap(({ config_vars }) => config_vars));
  const secretVars = pick(present, keys ?? Object.keys(present).filter((key) => !foreign.has(key)));
  return { id, inputs: { app: id, vars: pick(present, openKeys), secretVars, adopt: false }, outputs: {} };
}
