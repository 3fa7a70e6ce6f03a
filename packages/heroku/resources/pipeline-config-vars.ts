import { z } from "zod";
import { changesFrom, Key, ownedBy, pick, refuseForeign, type Vars, VarsAnswer } from "../config-vars/owned.ts";
import { defineThing } from "../define/definition.ts";
import { WrongInputs } from "../define/errors.ts";
import type { Heroku } from "../define/heroku.ts";
import { idOf } from "../define/uuid.ts";

const STAGES = ["review", "test"] as const;
type Stage = (typeof STAGES)[number];

const inputs = z.object({
  /** UUID of the pipeline (`pipeline.id`). Changing this replaces the config vars. */
  pipeline: idOf("pipeline").meta({ replaces: true }),
  /**
   * Whose config vars they are: those of `review` apps, or of the `test` runs of Heroku CI. Apps in other stages have config
   * vars of their own. Changing this replaces the config vars.
   */
  stage: z.enum(STAGES).meta({ replaces: true }),
  /** Config vars whose values anyone may read, shown in diffs. */
  vars: z.record(Key, z.string()).default({}).meta({ judged: true }),
  /** Config vars whose values are secret: masked in diffs, encrypted in state. */
  secretVars: z.record(Key, z.string()).default({}).meta({ secret: true }),
  /** Whether a key that exists already with another value is taken over. `false` by default: it is refused. */
  adopt: z.boolean().default(false),
});

const outputs = z.object({});

const placeOf = (pipeline: string, stage: string) => ({
  path: `/pipelines/${pipeline}/stage/${stage}/config-vars`,
  holder: "pipeline's stage",
});

/**
 * The config vars that this stack owns on a stage of a pipeline: what each review app, or each test run of Heroku CI, starts
 * with. Other keys are never touched nor taken into state.
 * https://devcenter.heroku.com/articles/platform-api-reference#pipeline-config-vars
 *
 * @example
 * new PipelineConfigVars("review", { pipeline: pipeline.id, stage: "review", vars: { LOG_LEVEL: "debug" } });
 */
export const pipelineConfigVars = defineThing({
  type: "PipelineConfigVars",
  importId:
    "the pipeline's UUID and the stage, such as `01234567-89ab-cdef-0123-456789abcdef/review`: every key, as `secretVars`; with a list of keys behind a second slash (`…/review/DEBUG,S3_KEY`) only those",
  inputs,
  outputs,
  claims: { by: ["pipeline", "stage"], keysIn: ["vars", "secretVars"] },

  async preview(heroku, wanted, prior) {
    const { pipeline, stage } = wanted;
    if (pipeline !== undefined && stage !== undefined)
      await refuseForeign(heroku, placeOf(pipeline, stage), wanted, prior?.inputs);
    return {};
  },

  async create(heroku, wanted) {
    const { pipeline, stage } = wanted;
    const present = await refuseForeign(heroku, placeOf(pipeline, stage), wanted, undefined);
    await set(heroku, pipeline, stage, changesFrom(present, ownedBy(wanted)));
    return { id: `${pipeline}/${stage}`, outputs: {} };
  },

  async read(heroku, id, prior) {
    const [pipeline = id, named, keys] = id.split("/");
    const stage = stageIn(id, named);
    const present = await heroku.find(placeOf(pipeline, stage).path, VarsAnswer);
    if (!present) return undefined;
    const kept = (vars: Vars) => pick(present, Object.keys(vars));
    const inputs = prior
      ? { ...prior.inputs, vars: kept(prior.inputs.vars), secretVars: kept(prior.inputs.secretVars) }
      : {
          pipeline,
          stage,
          vars: {},
          secretVars: pick(present, keys?.split(",") ?? Object.keys(present)),
          adopt: false,
        };
    return { id: `${pipeline}/${stage}`, inputs, outputs: {} };
  },

  async update(heroku, _id, wanted, prior) {
    const { pipeline, stage } = wanted;
    const owned = ownedBy(prior.inputs);
    const present = await refuseForeign(heroku, placeOf(pipeline, stage), wanted, prior.inputs);
    await set(heroku, pipeline, stage, changesFrom({ ...present, ...owned }, ownedBy(wanted), owned));
    return {};
  },

  async delete(heroku, _id, { pipeline, stage, ...declared }) {
    if (Object.keys(ownedBy(declared)).length === 0) return;
    const present = await heroku.find(placeOf(pipeline, stage).path, VarsAnswer);
    const owned = pick(present ?? {}, Object.keys(ownedBy(declared)));
    await set(heroku, pipeline, stage, changesFrom(owned, {}, owned));
  },
});

function stageIn(id: string, named: string | undefined): Stage {
  const stage = STAGES.find((each) => each === named);
  if (stage) return stage;
  throw new WrongInputs([
    { path: ["id"], reason: `"${id}" names no stage; add one of ${STAGES.join(", ")}: ${id}/review` },
  ]);
}

async function set(
  heroku: Heroku,
  pipeline: string,
  stage: string,
  changes: Record<string, string | null>,
): Promise<void> {
  const keys = Object.keys(changes).sort();
  if (keys.length === 0) return;
  const doing = `set config vars ${keys.join(", ")} of stage ${stage}`;
  await heroku.patch(placeOf(pipeline, stage).path, { doing, body: changes, answer: VarsAnswer });
}
