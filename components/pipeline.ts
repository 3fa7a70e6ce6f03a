import { Pipeline as HerokuPipeline, PipelineCoupling } from "@pulumi/heroku";
import type { Input, Output } from "@pulumi/pulumi/output.js";
import { ComponentResource, type ComponentResourceOptions } from "@pulumi/pulumi/resource.js";
import type { Stage } from "./heroku-app/code.ts";
import { type FieldsOf, refuse, wrongFields } from "./wrong-args.ts";

/** What a `Pipeline` is made of. */
export interface PipelineArgs {
  /** Name of the pipeline: 3 to 30 lower-case letters, digits and dashes. A change renames it in place. */
  name: Input<string>;
  /** Team that owns the pipeline; your own account where it is left out. A change hands the pipeline over in place. */
  team?: Input<string>;
  /** The apps of this stack in the pipeline, by a name of yours: UUID and stage of each. Other stacks couple their own. */
  apps?: Record<string, { app: Input<string>; stage: Stage }>;
}

const ARGS: FieldsOf<PipelineArgs> = {
  name: "any",
  team: "any",
  apps: { each: { app: "any", stage: "any" } },
};

/**
 * A pipeline, and the apps of this stack in it. Other stacks read its id from this one's outputs, and couple their own apps
 * with `membership` of `HerokuApp`.
 * https://devcenter.heroku.com/articles/pipelines
 *
 * @example
 * const app = new HerokuApp("app", { name: "example-staging", build: ".", formation: { web: { quantity: 1, size: "basic" } } });
 * const pipeline = new Pipeline("pipeline", {
 *   name: "example",
 *   apps: { staging: { app: app.appId, stage: "staging" } },
 * });
 * export const { pipelineId } = pipeline;
 */
export class Pipeline extends ComponentResource {
  /** UUID of the pipeline. */
  readonly pipelineId: Output<string>;

  constructor(name: string, args: PipelineArgs, options?: ComponentResourceOptions) {
    refuse(`Pipeline "${name}"`, wrongFields(args, ARGS));
    super("consumer-notebook:index:Pipeline", name, {}, options);
    const pipeline = new HerokuPipeline(name, { name: args.name, team: args.team }, { parent: this });
    for (const [key, { app, stage }] of Object.entries(args.apps ?? {})) {
      new PipelineCoupling(`${name}-${key}`, { app, pipeline: pipeline.id, stage }, { parent: this });
    }
    this.pipelineId = pipeline.id;
    this.registerOutputs({ pipelineId: this.pipelineId });
  }
}
