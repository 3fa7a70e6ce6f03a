import { z } from "zod";
import { defineThing } from "../define/definition.ts";
import type { Heroku } from "../define/heroku.ts";
import { idOf } from "../define/uuid.ts";

/** Where review apps run. */
const Target = z.strictObject({
  /** `region`, or `space` for a private space. */
  type: z.enum(["region", "space"]),
  /** Name of the region, such as `us` or `eu`, or UUID of the space. */
  id: z.string(),
});

const inputs = z.object({
  /** UUID of the pipeline (`pipeline.id`). Changing this replaces the review-app configuration. */
  pipeline: idOf("pipeline").meta({ replaces: true }),
  /**
   * Repository on GitHub, such as `example/site`, to which somebody has connected the pipeline in Heroku's dashboard.
   * Changing this replaces the review-app configuration.
   */
  repository: z
    .string()
    .regex(/^[\w.-]+\/[\w.-]+$/, "is not OWNER/REPOSITORY")
    .meta({ replaces: true }),
  /** Whether each pull request gets a review app by itself. `false` by default. */
  automatic: z.boolean().default(false),
  /** Whether review apps are made only once Heroku CI has passed. `false` by default. */
  waitForCi: z.boolean().default(false),
  /** Whether review apps are destroyed that were not deployed for `staleDays`. `false` by default. */
  destroyStale: z.boolean().default(false),
  /** Days without a deployment after which a review app is stale, 1 to 30. 5 by default. */
  staleDays: z.int().min(1).max(30).default(5),
  /** How the names of review apps begin. The pipeline's name where it is left out. */
  baseName: z.string().optional(),
  /** Where review apps run. The region `us` by default. */
  target: Target.default({ type: "region", id: "us" }),
});

const outputs = z.object({});

type Inputs = z.output<typeof inputs>;

const Answer = z.object({
  repo: z.object({ id: z.number() }),
  automatic_review_apps: z.boolean(),
  wait_for_ci: z.boolean(),
  destroy_stale_apps: z.boolean(),
  stale_days: z.int(),
  base_name: z.string().nullish(),
  deploy_target: z.object({ id: z.string(), type: z.enum(["region", "space"]) }).nullish(),
});
type Answer = z.output<typeof Answer>;

const pathOf = (pipeline: string) => `/pipelines/${pipeline}/review-app-config`;

/**
 * How a pipeline makes review apps of pull requests: one for each pipeline. Deleting it makes no more of them; those that are
 * there stay.
 * https://devcenter.heroku.com/articles/github-integration-review-apps
 *
 * @example
 * new ReviewAppConfig("review", { pipeline: pipeline.id, repository: "example/site", automatic: true, destroyStale: true });
 */
export const reviewAppConfig = defineThing({
  type: "ReviewAppConfig",
  importId:
    "the pipeline's UUID and the repository, which Heroku does not tell, such as `01234567-89ab-cdef-0123-456789abcdef/example/site`",
  inputs,
  outputs,
  claims: { by: ["pipeline"] },

  async create(heroku, wanted) {
    const { pipeline, repository } = wanted;
    await heroku.createOnce({
      doing: `set up review apps of ${repository}`,
      path: pathOf(pipeline),
      body: { repo: repository, ...settingsOf(wanted) },
      answer: Answer,
      find: () => found(heroku, pipeline, wanted),
      // There is one for each pipeline: one that says the same is all that is asked for.
      proof: "same",
      importId: () => `${pipeline}/${repository}`,
    });
    return { id: pipeline, outputs: {} };
  },

  async read(heroku, id, prior) {
    const [pipeline = id, ...named] = id.split("/");
    const answer = await heroku.find(pathOf(pipeline), Answer);
    if (!answer) return undefined;
    const repository = prior?.inputs.repository ?? named.join("/");
    return { id: pipeline, inputs: inputsOf(answer, pipeline, repository, prior?.inputs), outputs: {} };
  },

  async update(heroku, id, wanted, prior) {
    const doing = `change the review apps of ${wanted.repository}`;
    const takenOut = prior.inputs.baseName !== undefined && wanted.baseName === undefined ? { base_name: null } : {};
    await heroku.patch(pathOf(id), { doing, body: { ...settingsOf(wanted), ...takenOut }, answer: Answer });
    return {};
  },

  async delete(heroku, id, { repository }) {
    await heroku.delete(pathOf(id), { doing: `switch off the review apps of ${repository}` });
  },
});

const settingsOf = (wanted: Inputs) => ({
  automatic_review_apps: wanted.automatic,
  wait_for_ci: wanted.waitForCi,
  destroy_stale_apps: wanted.destroyStale,
  stale_days: wanted.staleDays,
  base_name: wanted.baseName,
  deploy_target: wanted.target,
});

function inputsOf(answer: Answer, pipeline: string, repository: string, prior: Inputs | undefined): Inputs {
  // A name that nobody declared is Heroku's own.
  const isDeclared = prior === undefined || prior.baseName !== undefined;
  return {
    pipeline,
    repository,
    automatic: answer.automatic_review_apps,
    waitForCi: answer.wait_for_ci,
    destroyStale: answer.destroy_stale_apps,
    staleDays: answer.stale_days,
    baseName: isDeclared ? (answer.base_name ?? undefined) : undefined,
    target: answer.deploy_target ?? { type: "region", id: "us" },
  };
}

/** The pipeline's configuration, if it is as is wanted. */
async function found(heroku: Heroku, pipeline: string, wanted: Inputs): Promise<Answer | undefined> {
  const answer = await heroku.look(pathOf(pipeline), Answer);
  if (!answer) return undefined;
  const there = settingsOf(inputsOf(answer, pipeline, wanted.repository, wanted));
  return JSON.stringify(there) === JSON.stringify(settingsOf(wanted)) ? answer : undefined;
}
