import { z } from "zod";
import { defineThing } from "../define/definition.ts";
import { WrongInputs } from "../define/errors.ts";
import type { Creation, Heroku } from "../define/heroku.ts";
import { Uuid } from "../define/uuid.ts";

const inputs = z.object({
  /**
   * Name of the pipeline: 3 to 30 lower-case letters, digits and dashes, beginning with a letter. A change renames the
   * pipeline in place.
   */
  name: z
    .string()
    .max(30)
    .regex(/^[a-z][a-z0-9-]*$/, "does not begin with a letter, or has other characters than a-z, 0-9 and dashes")
    .min(3),
  /**
   * Team that owns the pipeline; your own account where it is left out. A change transfers the pipeline in place, and at
   * Heroku all apps in it as well: change the `team` of each `App` along with it.
   */
  team: z.string().optional(),
});

const outputs = z.object({});

const Answer = z.object({
  id: Uuid,
  name: z.string(),
  owner: z.object({ id: Uuid, type: z.string() }).nullish(),
  created_at: z.string(),
});
type Answer = z.output<typeof Answer>;
type Owner = { id: string; type: "team" | "user" };

const Named = z.object({ id: Uuid, name: z.string() });

/**
 * A pipeline: apps that run the same code in different stages, coupled to it with `PipelineCoupling`.
 * https://devcenter.heroku.com/articles/pipelines
 *
 * @example
 * const pipeline = new Pipeline("pipeline", { name: "example" });
 */
export const pipeline = defineThing({
  type: "Pipeline",
  importId: "the pipeline's name or UUID, such as `example`",
  inputs,
  outputs,
  claims: { by: ["name", "team"] },

  async preview(heroku, { team }, prior) {
    if (team !== undefined && team !== prior?.inputs.team) await ownerOf(heroku, team);
    return {};
  },

  creation: async (heroku, { name, team }) => creationOf(heroku, name, await ownerOf(heroku, team)),

  async create(heroku, { name, team }) {
    const made = await heroku.createOnce(creationOf(heroku, name, await ownerOf(heroku, team)));
    return { id: made.id, outputs: {} };
  },

  async read(heroku, id, prior) {
    const found = await find(heroku, id);
    if (!found) return undefined;
    const { name, owner } = found;
    const team = owner?.type === "team" ? await teamName(heroku, owner.id, prior?.inputs.team) : undefined;
    return { id: found.id, inputs: { name, ...(team === undefined ? {} : { team }) }, outputs: {} };
  },

  async update(heroku, id, { name, team }, prior) {
    if (team !== prior.inputs.team) await transfer(heroku, id, prior.inputs.name, team);
    if (name === prior.inputs.name) return {};
    heroku.made(id, {}, { ...prior.inputs, team });
    const doing = `rename pipeline "${prior.inputs.name}" to "${name}"`;
    await heroku.patch(`/pipelines/${id}`, { doing, body: { name }, answer: Answer });
    return {};
  },

  async delete(heroku, id, { name }) {
    await heroku.delete(`/pipelines/${id}`, { doing: `delete pipeline "${name}"` });
  },
});

const creationOf = (heroku: Heroku, name: string, owner: Owner): Creation<Answer> => ({
  doing: `create pipeline "${name}"`,
  path: "/pipelines",
  body: { name, owner },
  answer: Answer,
  find: () => findOwned(heroku, name, owner),
  // Heroku lets several pipelines have one name: only one that was not there before can be ours.
  proof: "absent-before",
  createdAt: (found) => found.created_at,
  importId: (found) => found.id,
});

/** By UUID or name, from the account-wide list; what is not in it is asked for by itself. */
async function find(heroku: Heroku, id: string): Promise<Answer | undefined> {
  const all = await heroku.list("/pipelines", Answer);
  const named = all.filter(({ name }) => name === id);
  const byId = all.find((each) => each.id === id);
  if (byId || named.length === 1) return byId ?? named[0];
  if (named.length === 0) return heroku.find(`/pipelines/${id}`, Answer);
  const ids = named.map((each) => each.id).join(", ");
  throw new WrongInputs([
    { path: ["id"], reason: `${named.length} pipelines are named "${id}"; use a UUID of ${ids}` },
  ]);
}

async function findOwned(heroku: Heroku, name: string, owner: Owner): Promise<Answer | undefined> {
  const all = await heroku.list("/pipelines", Answer);
  return all.find((each) => each.name === name && (each.owner?.id ?? owner.id) === owner.id);
}

/** Nothing is asked for where a run that was cut short, or somebody in Heroku's dashboard, has done it. */
async function transfer(heroku: Heroku, id: string, name: string, team: string | undefined): Promise<void> {
  const owner = await ownerOf(heroku, team);
  const current = await heroku.look(`/pipelines/${id}`, Answer);
  if (current?.owner?.id === owner.id) return;
  await heroku.post("/pipeline-transfers", {
    doing: `transfer pipeline "${name}" to ${team ?? "your account"}`,
    body: { pipeline: { id }, new_owner: owner },
    answer: z.unknown(),
    // To the owner that it has by then is no transfer.
    repeatable: true,
  });
}

async function ownerOf(heroku: Heroku, team: string | undefined): Promise<Owner> {
  if (team === undefined) return { id: (await heroku.get("/account", z.object({ id: Uuid }))).id, type: "user" };
  const found = await heroku.find(`/teams/${team}`, Named);
  if (!found) throw new WrongInputs([{ path: ["team"], reason: `"${team}" is not a team that you belong to` }]);
  return { id: found.id, type: "team" };
}

/** The owner's name as it is declared, by name or UUID. */
async function teamName(heroku: Heroku, id: string, declared: string | undefined): Promise<string> {
  if (declared === id) return declared;
  return (await heroku.get(`/teams/${id}`, Named)).name;
}
