import { generations } from "../catalogue/generations.ts";
import { notFound } from "../errors.ts";
import type { Call } from "../http/call.ts";
import { isUuid } from "../ids.ts";
import { collection } from "../store/collection.ts";
import type { App } from "./app.ts";

/** https://devcenter.heroku.com/articles/platform-api-reference#pipeline */
export interface Pipeline {
  id: string;
  account: string;
  name: string;
  owner: { id: string; type: string } | null;
  generation: "cedar" | "fir";
  /** Config vars by stage, for apps that Heroku makes itself. */
  vars: Record<string, Record<string, string>>;
  created_at: string;
  updated_at: string;
}

export const pipelines = collection<Pipeline>("pipelines", { indexes: [["account", "name"]], hidden: ["vars"] });

export const STAGES = ["test", "review", "development", "staging", "production"] as const;

/** https://devcenter.heroku.com/articles/platform-api-reference#pipeline-coupling */
export interface Coupling {
  id: string;
  account: string;
  app: string;
  pipeline: string;
  stage: (typeof STAGES)[number];
  created_at: string;
  updated_at: string;
}

/** The key that begins with `app` has a coupling go with its app. */
export const couplings = collection<Coupling>("couplings", {
  unique: [["app"]],
  indexes: [["account"], ["pipeline"]],
});

/** By id; with the name as well where the path takes either. */
export function pipelineOf(call: Call, identity: string, by: "id" | "identity" = "id"): Pipeline {
  const found = isUuid(identity)
    ? pipelines(call).get(identity.toLowerCase())
    : by === "identity"
      ? pipelines(call).find({ account: call.account.id, name: identity })
      : undefined;
  if (found?.account !== call.account.id) throw notFound("pipeline");
  return found;
}

export function couplingOf(call: Call, app: App): Coupling {
  const found = couplings(call).find({ app: app.id });
  if (!found) throw notFound("pipeline coupling");
  return found;
}

export function serializePipeline({ id, name, owner, generation, created_at, updated_at }: Pipeline) {
  return { created_at, generation: generations[generation], id, name, owner, updated_at };
}

/** Heroku's CLI reads the pipeline's name, which the schema does not mention. */
export function serializeCoupling(call: Call, { id, app, pipeline, stage, created_at, updated_at }: Coupling) {
  const name = pipelines(call).get(pipeline)?.name ?? "";
  return { app: { id: app }, created_at, id, pipeline: { id: pipeline, name }, stage, updated_at };
}
