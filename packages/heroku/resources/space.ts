import { z } from "zod";
import { defineThing } from "../define/definition.ts";
import { HerokuFailure, UnknownOutcome, WrongInputs } from "../define/errors.ts";
import { didYouMean, type Wrong } from "../define/explain.ts";
import type { Creation, Heroku } from "../define/heroku.ts";
import { isSeen, TeamName, unseenTeam } from "../define/of-team.ts";
import { findSpace, living, SpaceAnswer, untilAllocated, untilGone } from "../spaces/space.ts";

/** https://devcenter.heroku.com/articles/platform-api-reference#space-create */
const NAME = /^[a-z0-9](?:[a-z0-9]|-(?!-))+[a-z0-9]$/;
const PRIVATE = String.raw`(?:10|172\.(?:1[6-9]|2\d|3[01])|192\.168)(?:\.\d{1,3}){2,3}`;

const inputs = z.object({
  /**
   * Name of the space: lower-case letters, digits and single dashes, 3 at least. A change renames the space in place; it is
   * refused while apps are in the space, since each `App` names it.
   */
  name: z.string().regex(NAME, "has other characters than a-z, 0-9 and single dashes, or is shorter than 3"),
  /**
   * Name of the team that owns the space and pays for it. A change hands the space over in place, to a team of the same
   * enterprise account; it is refused while apps are in the space.
   */
  team: TeamName,
  /** Region of the space, one that `heroku regions` lists for private spaces. `virginia` by default. Changing this replaces the space. */
  region: z.string().default("virginia").meta({ replaces: true }),
  /** Whether it is a Shield space, for data that laws protect. `false` by default. Changing this replaces the space. */
  shield: z.boolean().default(false).meta({ replaces: true }),
  /** Generation of its apps: `cedar`, or `fir` for Cloud Native Buildpacks. `cedar` by default. Changing this replaces the space. */
  generation: z.enum(["cedar", "fir"]).default("cedar").meta({ replaces: true }),
  /**
   * Network of the dynos: a /16 in 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16 that no network to be peered with it has.
   * `10.0.0.0/16` by default. Changing this replaces the space.
   */
  cidr: z
    .string()
    .regex(new RegExp(`^${PRIVATE}/16$`), "is not a /16 in 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16")
    .default("10.0.0.0/16")
    .meta({ replaces: true }),
  /**
   * Network of Heroku's data services beside the space: private, between a /16 and a /20. Heroku chooses one where it is
   * left out. Another one than before needs a new space.
   */
  dataCidr: z
    .string()
    .regex(new RegExp(`^${PRIVATE}/(?:1[6-9]|20)$`), "is not a private network between a /16 and a /20")
    .optional()
    .meta({ chosenByHeroku: true }),
  /** Whether a change may replace the space, with all that is in it. `false` by default. */
  confirmDataLoss: z.boolean().default(false),
});

const outputs = z.object({
  /** `allocated`, or `allocating` where a run was cut short while Heroku was setting it up. */
  state: z.string(),
});

type Inputs = z.output<typeof inputs>;

/**
 * A Private Space: a network of its own that a team's apps run in. Heroku takes some minutes to set it up, and to take it
 * away; it bills it by the second. It can't be deleted while apps are in it. An `App` runs in it with `space: space.name`.
 * https://devcenter.heroku.com/articles/private-spaces
 *
 * @example
 * const space = new Space("space", { name: "example", team: "example-team", region: "dublin" });
 * new App("web", { name: "example-web", team: space.team, space: space.name, region: space.region });
 */
export const space = defineThing({
  type: "Space",
  importId: "the space's name or UUID, such as `example`",
  inputs,
  outputs,
  claims: { by: ["name"] },
  // Its name can be taken only once.
  deleteBeforeReplace: true,

  outstanding: ({ state }) => (state === "allocated" ? [] : ["name"]),

  mustReplace: (prior, wanted) => (hasOtherDataCidr(prior, wanted) ? ["dataCidr"] : []),

  guard(prior, wanted) {
    if (prior.name === undefined || wanted.confirmDataLoss === true) return [];
    const fixed = (["region", "shield", "generation", "cidr"] as const).filter((key) => prior[key] !== wanted[key]);
    const changed = hasOtherDataCidr(prior, wanted) ? [...fixed, "dataCidr"] : fixed;
    const reason = `can't be changed in place; replacing space "${prior.name}" loses its peerings, its VPN connections and every app in it: set confirmDataLoss: true if that is meant`;
    return changed.map((key) => ({ path: [key], reason }));
  },

  async preview(heroku, { name, team, region }, prior) {
    // A team that this run renames, or makes, takes the apps along with the space.
    const hasOtherTeam = team && team !== prior?.inputs.team && !heroku.isForeseen(`/teams/${team}`);
    const isMoved = prior && ((name && name !== prior.inputs.name) || hasOtherTeam);
    const wrong = await Promise.all([
      team !== undefined && team !== prior?.inputs.team ? unknownTeam(heroku, team) : [],
      region !== undefined && region !== prior?.inputs.region ? unknownRegion(heroku, region) : [],
      isMoved ? namedByApps(heroku, prior.id, prior.inputs, { name, team }) : [],
    ]);
    if (wrong.flat().length > 0) throw new WrongInputs(wrong.flat());
    return {};
  },

  creation: creationOf,

  async create(heroku, wanted) {
    const before = await heroku.find(`/spaces/${wanted.name}`, SpaceAnswer);
    if (before?.state === "deleting") await untilGone(heroku, before.id, wanted.name);
    const made = await heroku.createOnce(creationOf(heroku, wanted));
    heroku.made(made.id, { state: made.state });
    await untilAllocated(heroku, made);
    return { id: made.id, outputs: { state: "allocated" } };
  },

  async read(heroku, id, prior) {
    const found = await findSpace(heroku, id);
    return found && { id: found.id, inputs: inputsOf(found, prior?.inputs), outputs: { state: found.state } };
  },

  async update(heroku, id, { name, team }) {
    const current = living(await heroku.look(`/spaces/${id}`, SpaceAnswer));
    if (!current) throw new HerokuFailure("failed", `Space "${name}" is gone; run pulumi refresh`);
    if (current.name !== name) {
      const doing = `rename space "${current.name}" to "${name}"`;
      await heroku.patch(`/spaces/${id}`, { doing, body: { name }, answer: SpaceAnswer });
    }
    if (current.team.name !== team) await handOver(heroku, current, team);
    await untilAllocated(heroku, current);
    return { state: "allocated" };
  },

  async delete(heroku, id, { name }) {
    await heroku.delete(`/spaces/${id}`, { doing: `delete space "${name}"` });
    await untilGone(heroku, id, name);
  },
});

function creationOf(heroku: Heroku, wanted: Inputs): Creation<SpaceAnswer> {
  const { name, team, region, shield, generation, cidr, dataCidr } = wanted;
  return {
    doing: `create space "${name}"`,
    path: "/spaces",
    body: { name, team, region, shield, generation, cidr, data_cidr: dataCidr },
    answer: SpaceAnswer,
    find: async () => living(await heroku.find(`/spaces/${name}`, SpaceAnswer)),
    proof: "absent-before",
    createdAt: (found) => found.created_at,
    importId: (found) => found.name,
  };
}

const hasOtherDataCidr = (prior: Partial<Inputs>, wanted: Partial<Inputs>) =>
  wanted.dataCidr !== undefined && prior.dataCidr !== undefined && wanted.dataCidr !== prior.dataCidr;

const inputsOf = (found: SpaceAnswer, prior: Inputs | undefined): Inputs => ({
  name: found.name,
  team: found.team.name,
  region: found.region.name,
  shield: found.shield,
  generation: found.generation?.name === "fir" ? "fir" : "cedar",
  cidr: found.cidr,
  // What Heroku chose is no input.
  dataCidr: prior && prior.dataCidr === undefined ? undefined : (found.data_cidr ?? undefined),
  confirmDataLoss: prior?.confirmDataLoss ?? false,
});

/** An answer that is lost is no failure where the space is the team's. */
async function handOver(heroku: Heroku, { id, name }: SpaceAnswer, team: string): Promise<void> {
  const doing = `hand space "${name}" over to team ${team}`;
  const write = { doing, body: { new_owner: team }, answer: SpaceAnswer };
  await heroku.post(`/spaces/${id}/transfer`, write).catch(async (error: unknown) => {
    const isLost = error instanceof UnknownOutcome;
    if (!isLost || (await heroku.look(`/spaces/${id}`, SpaceAnswer))?.team.name !== team) throw error;
  });
}

const unknownTeam = async (heroku: Heroku, team: string): Promise<Wrong[]> =>
  (await isSeen(heroku, `/teams/${team}`)) ? [] : [unseenTeam(team)];

const Region = z.object({ name: z.string(), private_capable: z.boolean() });

async function unknownRegion(heroku: Heroku, region: string): Promise<Wrong[]> {
  const names = (await heroku.list("/regions", Region)).filter((each) => each.private_capable).map(({ name }) => name);
  if (names.includes(region)) return [];
  return [{ path: ["region"], reason: `"${region}" is not a region for private spaces${didYouMean(region, names)}` }];
}

const InSpace = z.object({ name: z.string(), space: z.object({ id: z.string() }).nullish() });

/** To an `App` another name or team would be another app: what it was would be lost. */
async function namedByApps(
  heroku: Heroku,
  id: string,
  prior: Inputs,
  { name, team }: { name?: string | undefined; team?: string | undefined },
): Promise<Wrong[]> {
  const apps = (await heroku.list("/apps", InSpace)).filter((each) => each.space?.id === id).map((each) => each.name);
  if (apps.length === 0) return [];
  const isRenamed = name !== undefined && name !== prior.name;
  const command = isRenamed
    ? `rename --from ${prior.name} --to ${name}`
    : `transfer --space ${prior.name} --team ${team}`;
  const reason = `"${isRenamed ? name : team}" would be another space to ${apps.join(", ")}; run \`heroku spaces:${command}\`, then \`pulumi refresh\``;
  return [{ path: [isRenamed ? "name" : "team"], reason }];
}
