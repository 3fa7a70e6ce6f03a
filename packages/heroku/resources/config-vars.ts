import { z } from "zod";
import { attachedAmong, attachedKeys, attachedReason } from "../config-vars/attached.ts";
import {
  changesFrom,
  differing,
  Key,
  ownedBy,
  pick,
  refuseForeign,
  type Vars,
  VarsAnswer,
} from "../config-vars/owned.ts";
import { defineThing } from "../define/definition.ts";
import { WrongInputs } from "../define/errors.ts";
import type { Heroku } from "../define/heroku.ts";
import { restore } from "../define/restoring.ts";
import { idOf, Uuid } from "../define/uuid.ts";
import { releaseInEffect, releasesOf } from "../deploy/release.ts";

const inputs = z.object({
  /** UUID of the app (`app.id`). Changing this replaces the config vars. */
  app: idOf("app").meta({ replaces: true }),
  /** Config vars whose values anyone may read, shown in diffs. All keys and values of an app take at most 64 kB. */
  vars: z.record(Key, z.string()).default({}).meta({ judged: true }),
  /** Config vars whose values are secret: masked in diffs, encrypted in state. */
  secretVars: z.record(Key, z.string()).default({}).meta({ secret: true }),
  /** Whether a key that exists already with another value is taken over. `false` by default: it is refused. */
  adopt: z.boolean().default(false),
  /**
   * Whether these are all config vars of the app's own. Where it is switched on, the preview names the others, and the `up`
   * removes them; those set later show as a change after a refresh, and the next `up` removes what that showed. What add-ons
   * set is never touched, nor is any key that begins with the name of an attachment or with `HEROKU_`. `false` by default:
   * other keys are none of this stack's business.
   */
  exclusive: z.boolean().default(false),
});

const outputs = z.object({});

type Inputs = z.output<typeof inputs>;

const placeOf = (app: string) => ({ path: `/apps/${app}/config-vars`, holder: "app", app });

/**
 * The config vars that this stack owns on an app. Other keys, such as those of add-ons or of other people, are never
 * touched nor taken into state, unless the stack is to own all that are not an add-on's (`exclusive`). All changes of one
 * resource are one release and one restart.
 * https://devcenter.heroku.com/articles/config-vars
 *
 * @example
 * new ConfigVars("settings", {
 *   app: app.id,
 *   vars: { DJANGO_SETTINGS_MODULE: "site.settings.staging" },
 *   secretVars: { S3_SECRET: secret("…") },
 * });
 */
export const configVars = defineThing({
  type: "ConfigVars",
  importId:
    "the app's name or UUID, alone (every key that no add-on sets) or with keys, such as `example/DEBUG,S3_KEY`, or with `*` for every key and `exclusive`; all of them come in as `secretVars`, but for those behind a second slash: `example/S3_KEY/DEBUG` takes `DEBUG` in as one of `vars`",
  inputs,
  outputs,
  claims: { by: ["app"], keysIn: ["vars", "secretVars"] },

  async preview(heroku, wanted, prior) {
    refuseTooLarge(wanted);
    if (wanted.app === undefined) return {};
    await refuseForeign(heroku, placeOf(wanted.app), wanted, prior?.inputs);
    if (wanted.exclusive && !prior?.inputs.exclusive) {
      const others = Object.keys(await othersOn(heroku, wanted as Inputs));
      if (others.length > 0) heroku.warn(`removes what else is set on the app: ${others.join(", ")}`);
    }
    const left = leftTo(wanted, prior?.inputs);
    if (left.length > 0) heroku.warn(`leaves on the app what it no longer owns: ${left.join(", ")}`);
    return {};
  },

  async create(heroku, wanted) {
    const { app } = wanted;
    const present = await refuseForeign(heroku, placeOf(app), wanted, undefined);
    const others = wanted.exclusive ? await othersOn(heroku, wanted) : {};
    await set(heroku, app, changesFrom(present, ownedBy(wanted), others));
    return { id: app, outputs: {} };
  },

  async read(heroku, id, prior) {
    const [app = id, keys, openKeys] = id.split("/");
    const present = await heroku.find(`/apps/${app}/config-vars`, VarsAnswer);
    if (!present) return undefined;
    if (!prior) return imported(heroku, app, present, keys?.split(","), openKeys?.split(","));
    const attached = await attachedKeys(heroku, app, differing(present, ownedBy(prior.inputs)));
    for (const [key, name] of attached) heroku.warn(`config var ${key} ${attachedReason(name, app)}`);
    const kept = (vars: Vars) =>
      pick(
        present,
        Object.keys(vars).filter((key) => !attached.has(key)),
      );
    const { vars, secretVars, exclusive } = prior.inputs;
    // What nobody declared is a secret of somebody's.
    const others = exclusive ? await othersOn(heroku, prior.inputs) : {};
    const inputs = { ...prior.inputs, vars: kept(vars), secretVars: { ...kept(secretVars), ...others } };
    return { id, inputs, outputs: {} };
  },

  async update(heroku, _id, wanted, prior) {
    const present = await refuseForeign(heroku, placeOf(wanted.app), wanted, prior.inputs);
    const isNew = wanted.exclusive && !prior.inputs.exclusive;
    const before = { ...ownedBy(prior.inputs), ...(isNew ? await othersOn(heroku, wanted) : {}) };
    for (const key of leftTo(wanted, prior.inputs)) delete before[key];
    await set(heroku, wanted.app, changesFrom({ ...present, ...before }, ownedBy(wanted), before));
    return {};
  },

  // Without a look before: a key that is gone is unset as any other.
  async delete(heroku, _id, state) {
    const unset = Object.fromEntries(Object.keys(ownedBy(state)).map((key) => [key, null]));
    await restore(set(heroku, state.app, unset));
  },
});

const Attachment = z.object({ app: z.object({ id: Uuid }), name: z.string() });

/** Tells keys of the app's own from those that its add-ons, its attachments and Heroku itself set. */
async function ownKeys(heroku: Heroku, app: string): Promise<(key: string) => boolean> {
  const [addOns, attachments] = await Promise.all([
    heroku.list("/addons", AddOns),
    heroku.list("/addon-attachments", Attachment),
  ]);
  const set = new Set(addOns.filter((each) => each.app.id === app).flatMap(({ config_vars }) => config_vars));
  const names = attachments.filter((each) => each.app.id === app).map(({ name }) => name);
  const isHerokus = (key: string) => names.some((name) => key === name || key.startsWith(`${name}_`));
  return (key) => !key.startsWith("HEROKU_") && !set.has(key) && !isHerokus(key);
}

/**
 * The keys that stay on the app because `exclusive` is switched off in this change: after a refresh, those that others set
 * can't be told from those that were declared.
 */
function leftTo(wanted: Partial<Inputs>, prior: Inputs | undefined): string[] {
  if (!prior?.exclusive || wanted.exclusive !== false) return [];
  return Object.keys(ownedBy(prior)).filter((key) => !Object.hasOwn(ownedBy(wanted), key));
}

/** Config vars of the app's own that are not declared. */
async function othersOn(heroku: Heroku, declared: Inputs): Promise<Vars> {
  const present = await heroku.get(placeOf(declared.app).path, VarsAnswer);
  const isOwn = await ownKeys(heroku, declared.app);
  const isDeclared = (key: string) => Object.hasOwn(ownedBy(declared), key);
  return Object.fromEntries(Object.entries(present).filter(([key]) => isOwn(key) && !isDeclared(key)));
}

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
  let answered: Vars;
  try {
    answered = await heroku.patch(`/apps/${app}/config-vars`, { doing, body: changes, answer: VarsAnswer });
  } catch (error) {
    const attached = await attachedAmong(heroku, app, keys, error);
    const wanted = [...attached].filter(([key]) => changes[key] !== null);
    if (wanted.length > 0)
      throw new WrongInputs(wanted.map(([key, name]) => ({ path: [key], reason: attachedReason(name, app) })));
    // What was to be unset is the attachment's by now: it is left alone, and the rest is sent.
    return set(heroku, app, Object.fromEntries(Object.entries(changes).filter(([key]) => !attached.has(key))));
  }
  if (inForce(answered)) return;
  // An app with a release phase has the new values only once its release command has succeeded.
  const [newest] = await releasesOf(heroku, app);
  if (newest) await releaseInEffect(heroku, app, newest.id);
}

const AddOns = z.object({ app: z.object({ id: Uuid, name: z.string() }), config_vars: z.array(z.string()) });

async function imported(heroku: Heroku, name: string, present: Vars, keys?: string[], openKeys: string[] = []) {
  const { id } = await heroku.get(`/apps/${name}`, z.object({ id: Uuid }));
  const exclusive = keys?.join() === "*";
  const named = exclusive || !keys ? Object.keys(present).filter(await ownKeys(heroku, id)) : keys;
  const vars = pick(present, openKeys);
  const secretVars = pick(
    present,
    named.filter((key) => !exclusive || !Object.hasOwn(vars, key)),
  );
  const inputs = { app: id, vars, secretVars, adopt: false, exclusive };
  return { id, inputs, outputs: {} };
}
