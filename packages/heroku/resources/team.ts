import { z } from "zod";
import { defineThing } from "../define/definition.ts";
import { Refused, WrongInputs } from "../define/errors.ts";
import type { Wrong } from "../define/explain.ts";
import type { Creation, Heroku } from "../define/heroku.ts";
import { isSeen, TeamName } from "../define/of-team.ts";
import { Uuid } from "../define/uuid.ts";

const inputs = z.object({
  /**
   * Name of the team, unique in all of Heroku. A change renames it in place: apps and spaces that name it follow, what names
   * it by its UUID (`team.id`) does not notice.
   */
  name: TeamName,
  /**
   * Name of the enterprise account that the team belongs to and that pays for it. Left out, it is a team of your own. Changing
   * this replaces the team.
   */
  enterpriseAccount: z
    .string()
    .regex(/^[\w.-]+$/, "is not the name of an enterprise account")
    .optional()
    .meta({ replaces: true }),
  /** Whether a change may replace the team, which loses its members and its settings. `false` by default. */
  confirmDataLoss: z.boolean().default(false),
});

const outputs = z.object({
  /** `team`, or `enterprise` where it belongs to an enterprise account. */
  type: z.string(),
});

type Inputs = z.output<typeof inputs>;

const Answer = z.object({
  id: Uuid,
  name: z.string(),
  type: z.string(),
  enterprise_account: z.object({ name: z.string().nullish() }).nullish(),
  created_at: z.string(),
});
type Answer = z.output<typeof Answer>;

/**
 * A team: people who share apps, and pay for them together. Whoever's key makes it is its first admin. Heroku does not delete
 * a team that owns apps. How a team that belongs to no enterprise account pays is entered in Heroku's dashboard; whether
 * Heroku makes one before that is (unverified), and shown as it says.
 * https://devcenter.heroku.com/articles/heroku-teams
 *
 * @example
 * const team = new Team("team", { name: "example" });
 * new TeamMember("jane", { team: team.id, email: "jane@example.com", role: "admin" });
 * new App("web", { name: "example-web", team: team.name });
 */
export const team = defineThing({
  type: "Team",
  importId: "the team's name or UUID, such as `example`",
  inputs,
  outputs,
  claims: { by: ["name"] },
  // Its name can be taken only once.
  deleteBeforeReplace: true,

  guard(prior, wanted) {
    const isMoved = prior.name !== undefined && prior.enterpriseAccount !== wanted.enterpriseAccount;
    if (!isMoved || wanted.confirmDataLoss === true) return [];
    const reason = `can't be changed in place; replacing team "${prior.name}" loses its members and its settings: set confirmDataLoss: true if that is meant`;
    return [{ path: ["enterpriseAccount"], reason }];
  },

  async preview(heroku, { name, enterpriseAccount }, prior) {
    const isNamed = name !== undefined && name !== prior?.inputs.name;
    const wrong = await Promise.all([
      isNamed && prior ? takenName(heroku, name, prior.id) : [],
      enterpriseAccount !== undefined && !prior ? unknownEnterprise(heroku, enterpriseAccount) : [],
    ]);
    if (wrong.flat().length > 0) throw new WrongInputs(wrong.flat());
    if (isNamed) heroku.foresee(`/teams/${name}`);
    return {};
  },

  creation: (heroku, wanted) => creationOf(heroku, wanted),

  async create(heroku, wanted) {
    const made = await heroku.createOnce(creationOf(heroku, wanted));
    return { id: made.id, outputs: { type: made.type } };
  },

  async read(heroku, id, prior) {
    const all = await heroku.list("/teams", Answer);
    const found = all.find((each) => each.id === id || each.name === id) ?? (await heroku.find(`/teams/${id}`, Answer));
    return found && { id: found.id, inputs: inputsOf(found, prior?.inputs), outputs: { type: found.type } };
  },

  async update(heroku, id, { name }, prior) {
    if (name === prior.inputs.name) return prior.outputs;
    const doing = `rename team "${prior.inputs.name}" to "${name}"`;
    const { type } = await heroku.patch(`/teams/${id}`, { doing, body: { name }, answer: Answer });
    return { type };
  },

  async delete(heroku, id, { name }) {
    await heroku.delete(`/teams/${id}`, { doing: `delete team "${name}"` });
  },
});

const creationOf = (heroku: Heroku, { name, enterpriseAccount }: z.output<typeof inputs>): Creation<Answer> => ({
  doing: `create team "${name}"`,
  path: enterpriseAccount === undefined ? "/teams" : `/enterprise-accounts/${enterpriseAccount}/teams`,
  body: { name },
  answer: Answer,
  find: () => findOwn(heroku, name),
  proof: "absent-before",
  createdAt: (found) => found.created_at,
  importId: (found) => found.name,
});

const inputsOf = ({ name, enterprise_account }: Answer, prior: Inputs | undefined): Inputs => ({
  name,
  // Where it was left out it says nothing.
  enterpriseAccount: prior && !prior.enterpriseAccount ? undefined : (enterprise_account?.name ?? undefined),
  confirmDataLoss: prior?.confirmDataLoss ?? false,
});

/** The team of this name, if it is one that we may see. */
async function findOwn(heroku: Heroku, name: string): Promise<Answer | undefined> {
  try {
    return await heroku.find(`/teams/${name}`, Answer);
  } catch (error) {
    // Somebody else's: the name is taken, and the POST will say so.
    if (error instanceof Refused && error.status === 403) return undefined;
    throw error;
  }
}

/** Whether another team that we may see has the name. This one has it already where a rename was cut short. */
async function takenName(heroku: Heroku, name: string, own: string): Promise<Wrong[]> {
  const found = await findOwn(heroku, name);
  if (!found || found.id === own) return [];
  return [{ path: ["name"], reason: `"${name}" exists already; choose another name` }];
}

async function unknownEnterprise(heroku: Heroku, name: string): Promise<Wrong[]> {
  if (await isSeen(heroku, `/enterprise-accounts/${name}`)) return [];
  return [{ path: ["enterpriseAccount"], reason: `"${name}" is not an enterprise account that you are in` }];
}
