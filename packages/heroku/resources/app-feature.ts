import { z } from "zod";
import { defineThing } from "../define/definition.ts";
import { appUuid, idOfApp, listOfApp, partsOf } from "../define/of-app.ts";
import { restore } from "../define/restoring.ts";
import { idOf } from "../define/uuid.ts";
import { FeatureAnswer, featureNamed, turn, turnAtFirst } from "../features/feature.ts";

const inputs = z.object({
  /** UUID of the app (`app.id`). Changing this replaces the app feature. */
  app: idOf("app").meta({ replaces: true }),
  /**
   * Name of the feature as `heroku features` and `heroku labs` list it, such as `preboot`. Changing this replaces the app
   * feature.
   */
  name: z.string().min(1).meta({ replaces: true }),
  /** Whether the feature is on. `true` by default. */
  enabled: z.boolean().default(true),
});

const outputs = z.object({
  /** Whether the feature was on when this resource was made; deleting the resource restores it. */
  enabledBefore: z.boolean(),
});

const switchesOf = (app: string) => ({ path: `/apps/${app}/features`, kind: "an app feature", noun: "feature" });

/**
 * A capability of an app that is switched on or off. Preboot needs dynos of size standard-1x or above: declare it so that it
 * comes after the formation.
 * https://devcenter.heroku.com/articles/heroku-labs
 *
 * @example
 * new AppFeature("preboot", { app: app.id, name: "preboot" });
 */
export const appFeature = defineThing({
  type: "AppFeature",
  importId:
    "the app's name or UUID and the feature's name, such as `example/preboot`; deleting it then leaves the feature as it was found",
  inputs,
  outputs,
  claims: { by: ["app", "name"] },
  // A new one would see what the old one has changed as what was there before.
  deleteBeforeReplace: true,

  async preview(heroku, { app, name }, prior) {
    if (prior || app === undefined || name === undefined) return {};
    return { enabledBefore: (await featureNamed(heroku, switchesOf(app), name)).enabled };
  },

  async create(heroku, wanted) {
    return turnAtFirst(heroku, switchesOf(wanted.app), idOfApp(wanted.app, wanted.name), wanted);
  },

  async read(heroku, id, prior) {
    const { app: given, key } = partsOf(id);
    const found = (await listOfApp(heroku, switchesOf(given).path, FeatureAnswer))?.find(({ name }) => name === key);
    if (!found) return undefined;
    const app = prior?.inputs.app ?? (await appUuid(heroku, given));
    const { name, enabled } = found;
    const enabledBefore = prior?.outputs.enabledBefore ?? enabled;
    return { id: idOfApp(app, name), inputs: { app, name, enabled }, outputs: { enabledBefore } };
  },

  async update(heroku, _id, wanted, prior) {
    await turn(heroku, switchesOf(wanted.app), wanted);
    return prior.outputs;
  },

  async delete(heroku, _id, { app, name, enabled, enabledBefore }) {
    if (enabled !== enabledBefore) await restore(turn(heroku, switchesOf(app), { name, enabled: enabledBefore }));
  },
});
