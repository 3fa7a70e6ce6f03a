import { z } from "zod";
import { AddOnAnswer, change, findLiving, isDead, outputsOf, remove } from "../add-ons/add-on.ts";
import {
  AttachmentAnswer,
  AttachmentName,
  moveAttachment,
  nameOfAttachment,
  ownConfigVars,
} from "../add-ons/attachment.ts";
import { guardData, guardDowngrade, needsNewAddOn } from "../add-ons/data.ts";
import { findPlan, PlanName } from "../add-ons/plan.ts";
import { serviceOf } from "../add-ons/plan-name.ts";
import { ready } from "../add-ons/ready.ts";
import { defineThing } from "../define/definition.ts";
import { HerokuFailure, WrongInputs } from "../define/errors.ts";
import type { Creation, Heroku } from "../define/heroku.ts";
import { generatedName } from "../define/names.ts";
import { idOf } from "../define/uuid.ts";
import { leaderOf, optionFor, requireLeader, unfollow } from "../postgres/follower.ts";

const inputs = z.object({
  /** UUID of the app that the add-on belongs to and that pays for it (`app.id`). Changing this replaces the add-on. */
  app: idOf("app").meta({ replaces: true }),
  /**
   * Service and plan, such as `heroku-postgresql:essential-0`. A change within the service happens in place where Heroku
   * can do it; another service, or Postgres moving into or out of the Essential tier, replaces the add-on.
   */
  plan: PlanName,
  /** Name of the add-on, unique in all of Heroku. One is generated where it is left out. A change renames it in place. */
  name: z
    .string()
    .regex(
      /^[a-zA-Z][A-Za-z0-9_-]+$/,
      "does not begin with a letter, or has other characters than letters, digits, _ and -",
    )
    .optional(),
  /**
   * What the names of its config vars begin with: `DATABASE` gives `DATABASE_URL`. The service's own word where it is left
   * out. A change attaches the add-on anew and takes the old name away.
   */
  attachment: AttachmentName.optional(),
  /** Options of provisioning that the service offers, such as `{ version: "16" }`. Changing this replaces the add-on. */
  config: z.record(z.string().regex(/^\w+$/), z.string()).optional().meta({ replaces: true }),
  /**
   * UUID of the Heroku Postgres add-on that this one follows (`leader.id`): a copy that takes no writes and is kept up to date.
   * Leaving it out unfollows in place, for good: the database takes writes and goes its own way. Another one replaces the
   * add-on.
   */
  follow: idOf("add-on").optional(),
  /** Whether a change may lose the data in the add-on: replacing it, or a smaller plan. `false` by default. */
  confirmDataLoss: z.boolean().default(false),
});

const outputs = z.object({
  /** Name of the add-on, given or generated. */
  addOnName: z.string().meta({ changesWith: ["name"] }),
  /** Service of the plan, such as `heroku-postgresql`. */
  service: z.string(),
  /** Names of the config vars that it sets on its app. */
  configVars: z.array(z.string()).meta({ changesWith: ["attachment"] }),
  /** Price in whole US cents a month. */
  monthlyCents: z.int().meta({ changesWith: ["plan"] }),
});

type Inputs = z.output<typeof inputs>;

/**
 * An add-on: a database, a cache, or another service that Heroku sets up for an app. It is there once it is provisioned;
 * Heroku Postgres and Heroku Key-Value Store once they answer, so that what follows needs no `heroku pg:wait` or `redis:wait`
 * of its own: this is the wait, after a change of plan too.
 * https://devcenter.heroku.com/articles/managing-add-ons
 *
 * @example
 * const database = new AddOn("database", { app: app.id, plan: "heroku-postgresql:essential-0", attachment: "DATABASE" });
 */
export const addOn = defineThing({
  type: "AddOn",
  importId: "the add-on's name or UUID, such as `postgresql-curved-12345`",
  inputs,
  outputs,
  claims: { by: ["name"] },
  // Attachments' names and config vars are taken while the old one is there.
  deleteBeforeReplace: true,

  mustReplace: (prior, wanted) => [
    ...(prior.plan !== undefined && wanted.plan !== undefined && needsNewAddOn(prior.plan, wanted.plan)
      ? ["plan"]
      : []),
    ...(wanted.follow !== undefined && wanted.follow !== prior.follow ? ["follow"] : []),
  ],

  guard: guardData,

  async preview(heroku, wanted, prior) {
    if (wanted.follow !== undefined && !prior) await requireLeader(heroku, wanted.follow, wanted.plan);
    if (prior?.inputs.follow !== undefined && wanted.follow === undefined)
      heroku.warn("unfollowing can't be undone: from then on the database takes writes, and gets none of its leader's");
    if (wanted.plan === undefined || wanted.plan === prior?.inputs.plan) return {};
    const { price } = await checkedPlan(heroku, wanted.plan, wanted.confirmDataLoss, prior?.inputs);
    return { service: serviceOf(wanted.plan), monthlyCents: Math.round(price.cents) };
  },

  creation: (heroku, wanted) => (wanted.name === undefined ? undefined : creationOf(heroku, wanted)),

  async create(heroku, wanted) {
    const { attachment } = wanted;
    const made = await heroku.createOnce(await creationOf(heroku, wanted));
    heroku.made(made.id, outputsOf(made), { ...wanted, plan: made.plan.name });
    const done = await ready(heroku, await asDeclared(heroku, made, wanted), "create");
    return { id: made.id, outputs: outputsOf(done, done.config_vars.filter(isUnder(attachment))) };
  },

  async read(heroku, id, prior) {
    // Side by side with what is read after it, which is in most cases the same.
    const attachments =
      prior?.inputs.attachment === undefined ? undefined : heroku.list("/addon-attachments", AttachmentAnswer);
    const [all] = await Promise.all([heroku.list("/addons", AddOnAnswer), attachments]);
    const found =
      all.find((each) => each.id === id || each.name === id) ?? (await heroku.find(`/addons/${id}`, AddOnAnswer));
    if (!found || isDead(found)) return undefined;
    const attachment = await nameOfAttachment(heroku, found, prior && (prior.inputs.attachment ?? null));
    // Nothing that is made without a leader ever gets one.
    const asks = prior ? prior.inputs.follow !== undefined : found.addon_service.name === "heroku-postgresql";
    const inputs = {
      app: found.app.id,
      plan: found.plan.name,
      name: found.name,
      attachment,
      config: prior?.inputs.config,
      follow: asks ? await leaderOf(heroku, found.id, prior?.inputs.follow) : undefined,
      confirmDataLoss: prior?.inputs.confirmDataLoss ?? false,
    };
    const configVars = await ownConfigVars(heroku, found, attachment, prior?.outputs.configVars);
    return { id: found.id, inputs, outputs: outputsOf(found, configVars) };
  },

  async update(heroku, id, wanted, prior) {
    const { plan, name, attachment, follow } = wanted;
    if (prior.inputs.follow !== undefined && follow === undefined) {
      await unfollow(heroku, { id, name: prior.outputs.addOnName });
      heroku.made(id, prior.outputs, { ...prior.inputs, follow });
    }
    if (plan !== prior.inputs.plan) await checkedPlan(heroku, plan, wanted.confirmDataLoss, prior.inputs);
    const isSame = plan === prior.inputs.plan && (name === undefined || name === prior.outputs.addOnName);
    const shown = { id, name: prior.outputs.addOnName, app: { id: wanted.app } };
    let current = isSame
      ? await heroku.look(`/addons/${id}`, AddOnAnswer)
      : await change(heroku, shown, { plan, name });
    if (current && attachment !== undefined && attachment !== prior.inputs.attachment) {
      heroku.made(id, outputsOf(current), { ...prior.inputs, plan, name, follow });
      await moveAttachment(heroku, current, prior.inputs.attachment, attachment);
      current = await heroku.look(`/addons/${id}`, AddOnAnswer);
    }
    if (!current) throw gone(prior.outputs.addOnName);
    const done = await ready(heroku, current, "update");
    return outputsOf(done, await ownConfigVars(heroku, done, attachment, prior.outputs.configVars));
  },

  async delete(heroku, id, { app, addOnName }) {
    await remove(heroku, { id, name: addOnName, app: { id: app } });
  },
});

async function creationOf(heroku: Heroku, wanted: Inputs): Promise<Creation<AddOnAnswer>> {
  const { app, plan, attachment, follow } = wanted;
  const service = serviceOf(plan);
  const identity = [heroku.urn, app, service, JSON.stringify(wanted.config ?? {}), ...(follow ? [follow] : [])];
  const config = follow === undefined ? wanted.config : { ...wanted.config, ...(await optionFor(heroku, follow)) };
  const name = wanted.name ?? generatedName(service, ...identity);
  return {
    doing: `add ${plan}`,
    path: `/apps/${app}/addons`,
    body: { plan, name, ...(attachment ? { attachment: { name: attachment } } : {}), ...(config ? { config } : {}) },
    answer: AddOnAnswer,
    find: () => findLiving(heroku, app, name),
    proof: wanted.name === undefined ? "name" : "absent-before",
    createdAt: (found) => found.created_at,
    importId: (found) => found.name,
  };
}

/** An attempt that was cut short may have made it with the plan and attachment that were declared then. */
async function asDeclared(heroku: Heroku, made: AddOnAnswer, { plan, attachment }: Inputs): Promise<AddOnAnswer> {
  const current = made.plan.name === plan ? made : await change(heroku, made, { plan });
  if (attachment === undefined || made.config_vars.every(isUnder(attachment))) return current;
  await moveAttachment(heroku, current, undefined, attachment);
  return (await heroku.look(`/addons/${made.id}`, AddOnAnswer)) ?? current;
}

const isUnder = (attachment: string | undefined) => (key: string) =>
  attachment === undefined || key.startsWith(`${attachment}_`);

/** The plan that is wanted, if Heroku has it and the data in the add-on bears it. */
async function checkedPlan(
  heroku: Heroku,
  plan: string,
  confirmed: boolean | undefined,
  prior: Pick<Inputs, "plan"> | undefined,
) {
  const wanted = await findPlan(heroku, plan);
  const isChange = prior !== undefined && !needsNewAddOn(prior.plan, plan);
  const wrong = isChange ? guardDowngrade(await findPlan(heroku, prior.plan), wanted, confirmed) : [];
  if (wrong.length > 0) throw new WrongInputs(wrong);
  return wanted;
}

const gone = (name: string) =>
  new HerokuFailure("failed", `Add-on ${name} is gone at Heroku; \`pulumi up --refresh\` makes it anew`);
