import { z } from "zod";
import { defineThing } from "../define/definition.ts";
import { Refused, WrongInputs } from "../define/errors.ts";
import { didYouMean } from "../define/explain.ts";
import type { Heroku } from "../define/heroku.ts";
import { resourceClass } from "../define/sdk.ts";

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

const Answer = z.object({ name: z.string(), enabled: z.boolean() });
type Answer = z.output<typeof Answer>;

const PATH = "/account/features";

export const accountFeature = defineThing({
  type: "AccountFeature",
  importId: "the feature's name; deleting it then leaves the feature as it was found",
  inputs,
  outputs,
  // A new one would see what the old one has changed as what was there before.
  deleteBeforeReplace: true,

  async preview(heroku, { name }, prior) {
    if (prior || name === undefined) return {};
    return { enabledBefore: (await featureNamed(heroku, name)).enabled };
  },

  async create(heroku, { name, enabled }) {
    const found = await featureNamed(heroku, name);
    const outputs = { enabledBefore: found.enabled };
    // What was there before is known now only.
    heroku.made(name, outputs, { name, enabled: found.enabled });
    if (found.enabled !== enabled) {
      await turn(heroku, name, enabled).catch((error: unknown) => {
        if (error instanceof Refused) heroku.forget();
        throw error;
      });
    }
    return { id: name, outputs };
  },

  async read(heroku, id, prior) {
    const found = (await heroku.list(PATH, Answer)).find(({ name }) => name === id);
    if (!found) return undefined;
    const { name, enabled } = found;
    return { id: name, inputs: { name, enabled }, outputs: { enabledBefore: prior?.outputs.enabledBefore ?? enabled } };
  },

  async update(heroku, _id, { name, enabled }, prior) {
    await turn(heroku, name, enabled);
    return prior.outputs;
  },

  async delete(heroku, _id, { name, enabled, enabledBefore }) {
    if (enabled === enabledBefore) return;
    const isThere = (await heroku.list(PATH, Answer)).some((each) => each.name === name);
    if (isThere) await turn(heroku, name, enabledBefore);
  },
});

/**
 * A capability of your whole account that is switched on or off, whatever the stack: declare it in one stack only.
 * https://devcenter.heroku.com/articles/heroku-labs
 *
 * @example
 * new AccountFeature("metrics", { name: "metrics-request-volume" });
 */
export class AccountFeature extends resourceClass(accountFeature) {}

async function featureNamed(heroku: Heroku, name: string): Promise<Answer> {
  const all = await heroku.list(PATH, Answer);
  const found = all.find((each) => each.name === name);
  if (found) return found;
  const names = all.map((each) => each.name);
  throw new WrongInputs([{ path: ["name"], reason: `"${name}" is not an account feature${didYouMean(name, names)}` }]);
}

const turn = (heroku: Heroku, name: string, enabled: boolean) =>
  heroku.patch(`${PATH}/${name}`, {
    doing: `turn account feature "${name}" ${enabled ? "on" : "off"}`,
    body: { enabled },
    answer: Answer,
  });
