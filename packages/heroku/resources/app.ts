import { z } from "zod";
import { defineThing } from "../define/definition.ts";
import { isGone, Refused, WrongInputs } from "../define/errors.ts";
import { didYouMean, type Wrong } from "../define/explain.ts";
import type { Heroku } from "../define/heroku.ts";
import { resourceClass } from "../define/sdk.ts";
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
  /** Region that the app runs in, such as `us` or `eu`. Changing this replaces the app. */
  region: z.string().default("us").meta({ replaces: true }),
  /** Stack that the next build runs on, such as `heroku-24`. Heroku's default where it is left out. */
  stack: z.string().optional(),
  /**
   * Team that owns the app; your own account where it is left out. A change is refused: hand the app over with
   * `heroku apps:transfer`, then refresh.
   */
  team: z.string().optional(),
  /** Private space that the app runs in. Changing this replaces the app. */
  space: z.string().optional().meta({ replaces: true }),
  /** Buildpacks in their order, as names (`heroku/python`) or addresses. Heroku detects one where it is left out. */
  buildpacks: z.array(z.string()).optional(),
  /** Whether the app answers every request with Heroku's maintenance page. `false` by default. */
  maintenance: z.boolean().default(false),
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
  space: z.object({ name: z.string() }).nullish(),
  maintenance: z.boolean(),
  web_url: z.string().nullable(),
  git_url: z.string(),
  created_at: z.string(),
});
type Answer = z.output<typeof Answer>;

const Installations = z.array(z.object({ buildpack: z.object({ url: z.string(), name: z.string().optional() }) }));

export const app = defineThing({
  type: "App",
  importId: "the app's name or UUID, such as `example`",
  inputs,
  outputs,
  deleteBeforeReplace: true,

  guard(prior, wanted) {
    if (prior.team === wanted.team) return [];
    const owner = wanted.team ?? "the email address of your account";
    const reason = `an app does not change its owner by itself; hand it over with \`heroku apps:transfer ${owner} -a ${prior.name}\`, then run \`pulumi refresh\``;
    return [{ path: ["team"], reason }];
  },

  async preview(heroku, wanted, prior) {
    const changed = <K extends keyof Inputs>(key: K) => wanted[key] !== undefined && wanted[key] !== prior?.inputs[key];
    const wrong = await Promise.all([
      changed("region") ? unknownName(heroku, "region", "/regions", wanted.region) : [],
      changed("stack") ? unknownName(heroku, "stack", "/stacks", wanted.stack) : [],
      changed("name") ? takenName(heroku, wanted.name as string, prior?.id) : [],
    ]);
    if (wrong.flat().length > 0) throw new WrongInputs(wrong.flat());
    return {};
  },

  async create(heroku, wanted) {
    const { name, region, stack, team, space } = wanted;
    const owned = team !== undefined || space !== undefined;
    const made = await heroku.createOnce({
      doing: `create app "${name}"`,
      path: owned ? "/teams/apps" : "/apps",
      body: { name, region, stack, team, space },
      answer: Answer,
      find: () => findOwn(heroku, name),
      proof: "absent-before",
      createdAt: (found) => found.created_at,
      importId: (found) => found.name,
    });
    heroku.made(made.id, outputsOf(made), { ...wanted, buildpacks: undefined, maintenance: false });
    if (wanted.buildpacks) await setBuildpacks(heroku, made.id, wanted.buildpacks);
    if (wanted.maintenance) await change(heroku, made.id, name, { maintenance: true });
    return { id: made.id, outputs: outputsOf(made) };
  },

  async read(heroku, id, prior) {
    const apps = await heroku.list("/apps", Answer);
    const found = apps.find((each) => each.id === id || each.name === id) ?? (await heroku.find(`/apps/${id}`, Answer));
    if (!found) return undefined;
    const withBuildpacks = prior === undefined || prior.inputs.buildpacks !== undefined;
    const buildpacks = withBuildpacks ? await readBuildpacks(heroku, found.id) : undefined;
    return { id: found.id, inputs: inputsOf(found, buildpacks), outputs: outputsOf(found) };
  },

  async update(heroku, id, wanted, prior) {
    const body = {
      name: wanted.name === prior.inputs.name ? undefined : wanted.name,
      maintenance: wanted.maintenance === prior.inputs.maintenance ? undefined : wanted.maintenance,
      build_stack: wanted.stack === prior.inputs.stack ? undefined : wanted.stack,
    };
    let outputs = prior.outputs;
    if (Object.values(body).some((value) => value !== undefined)) {
      outputs = outputsOf(await change(heroku, id, prior.inputs.name, body));
      heroku.made(id, outputs, { ...wanted, buildpacks: prior.inputs.buildpacks });
    }
    if (JSON.stringify(wanted.buildpacks) !== JSON.stringify(prior.inputs.buildpacks)) {
      await setBuildpacks(heroku, id, wanted.buildpacks ?? []);
    }
    return outputs;
  },

  async delete(heroku, id, { name }) {
    await heroku.delete(`/apps/${id}`, { doing: `delete app "${name}"` });
  },
});

/**
 * An app: the environment that everything else belongs to.
 * https://devcenter.heroku.com/articles/platform-api-reference#app
 *
 * @example
 * const app = new App("web", { name: "example-staging", region: "eu", buildpacks: ["heroku/python"] });
 */
export class App extends resourceClass(app) {}

const outputsOf = ({ web_url, git_url }: Answer) => ({ webUrl: web_url ?? "", gitUrl: git_url });

const inputsOf = (found: Answer, buildpacks: string[] | undefined): Inputs => ({
  name: found.name,
  region: found.region.name,
  stack: found.build_stack.name,
  team: found.team?.name,
  space: found.space?.name,
  buildpacks,
  maintenance: found.maintenance,
});

const change = (heroku: Heroku, id: string, name: string, body: object) =>
  heroku.patch(`/apps/${id}`, { doing: `change app "${name}"`, body, answer: Answer });

const setBuildpacks = (heroku: Heroku, id: string, buildpacks: string[]) =>
  heroku.put(`/apps/${id}/buildpack-installations`, {
    doing: "set the app's buildpacks",
    body: { updates: buildpacks.map((buildpack) => ({ buildpack })) },
    answer: Installations,
  });

async function readBuildpacks(heroku: Heroku, id: string): Promise<string[]> {
  const installed = await heroku.get(`/apps/${id}/buildpack-installations`, Installations);
  return installed.map(({ buildpack }) => buildpack.name ?? buildpack.url);
}

/** The app of this name, if it is one that we may see. */
async function findOwn(heroku: Heroku, name: string): Promise<Answer | undefined> {
  try {
    return await heroku.find(`/apps/${name}`, Answer);
  } catch (error) {
    // Somebody else's app: the name is taken, and the POST will say so.
    if (error instanceof Refused && error.status === 403) return undefined;
    throw error;
  }
}

/** Whether another app has the name. This one has it already where a rename was cut short. */
async function takenName(heroku: Heroku, name: string, own: string | undefined): Promise<Wrong[]> {
  const taken = (reason: string) => [{ path: ["name"], reason: `"${name}" ${reason}` }];
  try {
    const found = await heroku.get(`/apps/${name}`, Answer);
    const minutes = (Date.now() - Date.parse(found.created_at)) / 60_000;
    return minutes < 15 || found.id === own
      ? []
      : taken(`exists already; choose another name, or adopt it: pulumi import heroku:index:App NAME ${name}`);
  } catch (error) {
    if (isGone(error)) return [];
    if (error instanceof Refused && error.status === 403) return taken("belongs to somebody else; choose another name");
    throw error;
  }
}

async function unknownName(heroku: Heroku, field: string, path: string, name: string | undefined): Promise<Wrong[]> {
  if (name === undefined) return [];
  const names = (await heroku.list(path, z.object({ name: z.string() }))).map((each) => each.name);
  return names.includes(name)
    ? []
    : [{ path: [field], reason: `"${name}" is not a ${field}${didYouMean(name, names)}` }];
}
