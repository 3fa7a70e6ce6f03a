import { z } from "zod";
import { defineThing } from "../define/definition.ts";
import { FeatureAnswer, featureNamed, turn, turnAtFirst } from "../features/feature.ts";

const inputs = z.object({
  /** Name of the feature as `heroku labs` lists it. Changing this replaces the account feature. */
  name: z.string().min(1).meta({ replaces: true }),
  /** Whether the feature is on. `true` by default. */
  enabled: z.boolean().default(true),
});

const outputs = z.object({
  /** Whether the feature was on when this resource was made; deleting the resource restores it. */
  enabledBefore: z.boolean(),
});

const SWITCHES = { path: "/account/features", kind: "an account feature", noun: "account feature" };

/**
 * A capability of your whole account that is switched on or off, whatever the stack: declare it in one stack only.
 * https://devcenter.heroku.com/articles/heroku-labs
 *
 * @example
 * new AccountFeature("metrics", { name: "metrics-request-volume" });
 */
export const accountFeature = defineThing({
  type: "AccountFeature",
  importId: "the feature's name; deleting it then leaves the feature as it was found",
  inputs,
  outputs,
  claims: { by: ["name"] },
  // A new one would see what the old one has changed as what was there before.
  deleteBeforeReplace: true,

  async preview(heroku, { name }, prior) {
    if (prior || name === undefined) return {};
    return { enabledBefore: (await featureNamed(heroku, SWITCHES, name)).enabled };
  },

  async create(heroku, wanted) {
    return turnAtFirst(heroku, SWITCHES, wanted.name, wanted);
  },

  async read(heroku, id, prior) {
    const found = (await heroku.list(SWITCHES.path, FeatureAnswer)).find(({ name }) => name === id);
    if (!found) return undefined;
    const { name, enabled } = found;
    return { id: name, inputs: { name, enabled }, outputs: { enabledBefore: prior?.outputs.enabledBefore ?? enabled } };
  },

  async update(heroku, _id, wanted, prior) {
    await turn(heroku, SWITCHES, wanted);
    return prior.outputs;
  },

  async delete(heroku, _id, { name, enabled, enabledBefore }) {
    if (enabled === enabledBefore) return;
    const isThere = (await heroku.list(SWITCHES.path, FeatureAnswer)).some((each) => each.name === name);
    if (isThere) await turn(heroku, SWITCHES, { name, enabled: enabledBefore });
  },
});
