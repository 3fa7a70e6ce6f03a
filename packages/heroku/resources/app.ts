import { z } from "zod";
import { addOnsWithData } from "../add-ons/add-on.ts";
import { misplacedBuildpacks, readBuildpacks, setBuildpacks } from "../apps/buildpacks.ts";
import { appNamed, NAMES, takenName, unknownName } from "../apps/names.ts";
import { handOver, readLocked, setLocked } from "../apps/owner.ts";
import { Address } from "../define/address.ts";
import { defineThing } from "../define/definition.ts";
import { HerokuFailure, WrongInputs } from "../define/errors.ts";
import type { Wrong } from "../define/explain.ts";
import type { Creation, Heroku } from "../define/heroku.ts";
import { Uuid } from "../define/uuid.ts";

const inputs = z.object({
  /**
   * Name of the app, unique in all of Heroku: 3 to 30 lower-case letters, digits and dashes, beginning with a letter.
   * A change renames the app in place, which changes its `webUrl`.
   */
  name: z
    .string()
    .max(30)
    .regex(
      /^[a-z][a-z0-9-]*[a-z0-9]$/,
      "does not begin with a letter, or has other characters than a-z, 0-9 and dashes",
    )
    .min(3),
  /**
   * Region that the app runs in, such as `us` or `eu`. In a private space it is the space's, whatever stands here. Elsewhere
   * another region needs a new app in the place of this one, whose data is lost.
   */
  region: z.string().default("us"),
  /** Stack that the next build runs on, such as `heroku-24`. Heroku's default where it is left out. */
  stack: z.string().optional(),
  /**
   * Name of the team that owns the app; your own account where it is left out, or the space's team beside `space`. A change
   * hands the app over in place. Back to your own account, it loses its collaborators.
   */
  team: z.string().optional(),
  /**
   * Whether members of the team are kept from joining the app by themselves; for apps of a team only. Left as it is where it
   * is left out; a new app is not locked.
   */
  locked: z.boolean().optional(),
  /** Private space that the app runs in, by its name or UUID. Changing this replaces the app. */
  space: z.string().optional().meta({ replaces: true }),
  /**
   * Buildpacks in their order, as names (`heroku/python`) or addresses. Heroku detects one where it is left out. An app of the
   * Fir generation (`stack: "cnb"`) has none here: its code names them.
   */
  buildpacks: z.array(z.string()).optional(),
  /** Whether the app answers every request with Heroku's maintenance page. `false` by default. */
  maintenance: z.boolean().default(false),
  /**
   * Whether the app may be deleted or replaced together with add-ons that hold data and that this stack does not have. `false` by
   * default: that is refused, with their names.
   */
  confirmDataLoss: z.boolean().default(false),
});

const outputs = z.object({
  /** Address of the app, such as `https://example-0123456789ab.herokuapp.com/`. */
  webUrl: z.string().meta({ changesWith: ["name"] }),
  /** Address that `git push` deploys to. */
  gitUrl: z.string().meta({ changesWith: ["name"] }),
});

type Inputs = z.output<typeof inputs>;

const Answer = z.object({
  id: Uuid,
  name: z.string(),
  region: z.object({ name: z.string() }),
  stack: z.object({ name: z.string() }),
  build_stack: z.object({ name: z.string() }),
  team: z.object({ name: z.string() }).nullish(),
  space: z.object({ id: Uuid, name: z.string() }).nullish(),
  generation: z.object({ name: z.string() }).nullish(),
  maintenance: z.boolean(),
  owner: z.object({ id: Uuid }).nullish(),
  web_url: Address.nullable(),
  git_url: Address,
  created_at: z.string(),
});
type Answer = z.output<typeof Answer>;

/**
 * An app: the environment that everything else belongs to.
 * https://devcenter.heroku.com/articles/platform-api-reference#app
 *
 * @example
 * const app = new App("web", { name: "example-staging", region: "eu", buildpacks: ["heroku/python"] });
 */
export const app = defineThing({
  type: "App",
  importId: "the app's name or UUID, such as `example`",
  inputs,
  outputs,
  claims: { by: ["name"] },
  deleteBeforeReplace: true,

  mustReplace(prior, wanted) {
    const staysInSpace = prior.space !== undefined && prior.space === wanted.space;
    return wanted.region === prior.region || staysInSpace ? [] : ["region"];
  },

  async preview(heroku, wanted, prior) {
    const changed = <K extends keyof Inputs>(key: K) => wanted[key] !== undefined && wanted[key] !== prior?.inputs[key];
    const named = Object.keys(NAMES) as (keyof typeof NAMES)[];
    const wrong: Wrong[][] = await Promise.all([
      ...named.filter(changed).map((key) => unknownName(heroku, key, wanted[key] as string)),
      misplacedBuildpacks(wanted.stack ?? prior?.inputs.stack, wanted.buildpacks),
      prior && changed("name") ? takenName(heroku, wanted.name as string, prior.id) : [],
    ]);
    if (wrong.flat().length > 0) throw new WrongInputs(wrong.flat());
    return {};
  },

  creation: creationOf,

  async create(heroku, wanted) {
    const { name } = wanted;
    const made = await heroku.createOnce(creationOf(heroku, wanted));
    heroku.made(made.id, outputsOf(made), { ...wanted, buildpacks: undefined, maintenance: false });
    if (wanted.buildpacks) await setBuildpacks(heroku, made.id, wanted.buildpacks);
    if (wanted.maintenance) await change(heroku, made.id, name, { maintenance: true });
    return { id: made.id, outputs: outputsOf(made) };
  },

  async read(heroku, id, prior) {
    const apps = await heroku.list("/apps", Answer);
    const found = apps.find((each) => each.id === id || each.name === id) ?? (await heroku.find(`/apps/${id}`, Answer));
    if (!found) return undefined;
    const isAsked = (key: keyof Inputs) => prior === undefined || prior.inputs[key] !== undefined;
    const isFir = found.generation?.name === "fir";
    const buildpacks = isAsked("buildpacks") && !isFir ? await readBuildpacks(heroku, found.id) : undefined;
    const locked = isAsked("locked") ? await readLocked(heroku, found.id, found.team?.name) : undefined;
    const inputs = { ...inputsOf(found, prior?.inputs.confirmDataLoss), buildpacks, locked };
    // The region that is written beside a space says nothing.
    if (found.space && prior) inputs.region = prior.inputs.region;
    if (isIn(found, prior?.inputs.space)) inputs.space = prior?.inputs.space;
    return { id: found.id, inputs, outputs: outputsOf(found) };
  },

  async update(heroku, id, wanted, prior) {
    const body = {
      name: wanted.name === prior.inputs.name ? undefined : wanted.name,
      maintenance: wanted.maintenance === prior.inputs.maintenance ? undefined : wanted.maintenance,
      build_stack: wanted.stack === prior.inputs.stack ? undefined : wanted.stack,
    };
    let outputs = prior.outputs;
    let inForce = prior.inputs;
    const isNow = (change: Partial<Inputs>) => {
      inForce = { ...inForce, ...change };
      heroku.made(id, outputs, inForce);
    };
    if (Object.values(body).some((value) => value !== undefined)) {
      outputs = outputsOf(await change(heroku, id, prior.inputs.name, body));
      isNow({ name: wanted.name, maintenance: wanted.maintenance, stack: wanted.stack, region: wanted.region });
    }
    const { team, locked } = wanted;
    if (team !== inForce.team) {
      await handOver(heroku, id, wanted);
      // Whether an app stays locked in other hands is for its new owner to say.
      isNow({ team, locked: undefined });
    }
    if (locked !== undefined && locked !== inForce.locked) {
      await setLocked(heroku, id, wanted.name, locked);
      isNow({ locked });
    }
    if (JSON.stringify(wanted.buildpacks) !== JSON.stringify(prior.inputs.buildpacks)) {
      await setBuildpacks(heroku, id, wanted.buildpacks ?? []);
    }
    return outputs;
  },

  async delete(heroku, id, { name, confirmDataLoss }) {
    if (!confirmDataLoss) await refuseToLose(heroku, id, name);
    await heroku.delete(`/apps/${id}`, { doing: `delete app "${name}"` });
  },
});

function creationOf(heroku: Heroku, wanted: Inputs): Creation<Answer> {
  const { name, stack, team, space, locked } = wanted;
  const region = space === undefined ? wanted.region : undefined;
  const owned = team !== undefined || space !== undefined;
  return {
    doing: `create app "${name}"`,
    path: owned ? "/teams/apps" : "/apps",
    body: { name, region, stack, ...(owned ? { team, space, locked } : {}) },
    answer: Answer,
    find: () => appNamed(heroku, name, Answer),
    proof: "absent-before",
    createdAt: (found) => found.created_at,
    async isOwn(found) {
      if (space !== undefined || team !== undefined)
        return isIn(found, space) && found.team?.name === (team ?? found.team?.name);
      return found.owner?.id === (await heroku.get("/account", z.object({ id: Uuid }))).id;
    },
    importId: (found) => found.name,
  };
}

/** What this stack has of the app is deleted by then: what is left was made by somebody else, and would go without a word. */
async function refuseToLose(heroku: Heroku, id: string, name: string): Promise<void> {
  const lost = await addOnsWithData(heroku, id);
  if (lost.length === 0) return;
  const names = lost.map((each) => `${each.name} (${each.plan.name})`).join(", ");
  const commands = lost.map((each) => `heroku addons:destroy ${each.name} --app ${name}`).join(", ");
  throw new HerokuFailure(
    "data-would-be-lost",
    `Cannot delete app "${name}": add-ons that this stack does not have would be deleted with their data: ${names}. ` +
      `Set confirmDataLoss: true on the app and run \`pulumi up\` first, or delete them yourself: ${commands}`,
  );
}

/** Whether an app is in the space that is declared by name or UUID, or in none. */
const isIn = ({ space }: Answer, declared: string | undefined) => declared === space?.name || declared === space?.id;

const outputsOf = ({ web_url, git_url }: Answer) => ({ webUrl: web_url ?? "", gitUrl: git_url });

const inputsOf = (found: Answer, confirmDataLoss = false): Inputs => ({
  name: found.name,
  region: found.region.name,
  stack: found.build_stack.name,
  team: found.team?.name,
  space: found.space?.name,
  maintenance: found.maintenance,
  confirmDataLoss,
});

const change = (heroku: Heroku, id: string, name: string, body: object) =>
  heroku.patch(`/apps/${id}`, { doing: `change app "${name}"`, body, answer: Answer });
