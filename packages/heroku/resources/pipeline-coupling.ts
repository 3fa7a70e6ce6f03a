import { z } from "zod";
import { defineThing } from "../define/definition.ts";
import { HerokuFailure } from "../define/errors.ts";
import type { Heroku } from "../define/heroku.ts";
import { idOf, Uuid } from "../define/uuid.ts";

const inputs = z.object({
  /** UUID of the app (`app.id`). An app is in one pipeline at most. Changing this replaces the coupling. */
  app: idOf("app").meta({ replaces: true }),
  /** UUID of the pipeline (`pipeline.id`). Changing this replaces the coupling. */
  pipeline: idOf("pipeline").meta({ replaces: true }),
  /** Stage that the app stands in. A change moves it in place. */
  stage: z.enum(["review", "development", "staging", "production"]),
});

const outputs = z.object({});

type Inputs = z.output<typeof inputs>;

const Answer = z.object({
  id: Uuid,
  app: z.object({ id: Uuid }),
  pipeline: z.object({ id: Uuid }),
  stage: z.string(),
});
type Answer = z.output<typeof Answer>;

/**
 * The place of an app in a pipeline.
 * https://devcenter.heroku.com/articles/pipelines
 *
 * @example
 * new PipelineCoupling("staging", { app: app.id, pipeline: pipeline.id, stage: "staging" });
 */
export const pipelineCoupling = defineThing({
  type: "PipelineCoupling",
  importId: "the app's name or the coupling's UUID, such as `example-staging`",
  inputs,
  outputs,
  claims: { by: ["app"] },
  deleteBeforeReplace: true,

  async create(heroku, wanted) {
    const { app, pipeline, stage } = wanted;
    const made = await heroku.createOnce({
      doing: `couple app ${app} to pipeline ${pipeline} as ${stage}`,
      path: "/pipeline-couplings",
      body: { app, pipeline, stage },
      answer: Answer,
      find: () => findCoupling(heroku, wanted),
      proof: "same",
      importId: (found) => found.id,
    });
    heroku.made(made.id, {});
    if (made.stage !== stage) await moveTo(heroku, made.id, stage);
    return { id: made.id, outputs: {} };
  },

  async read(heroku, id, prior) {
    const all = await heroku.list("/pipeline-couplings", Answer);
    const listed = all.find((each) => each.id === id || each.app.id === id);
    const found = listed ?? (await findAlone(heroku, id, prior === undefined));
    return found && { id: found.id, inputs: inputsOf(found), outputs: {} };
  },

  async update(heroku, id, { stage }) {
    await moveTo(heroku, id, stage);
    return {};
  },

  async delete(heroku, id, { app, pipeline }) {
    await heroku.delete(`/pipeline-couplings/${id}`, { doing: `take app ${app} out of pipeline ${pipeline}` });
  },
});

/** `test` is the one stage that is not declared: Heroku CI makes its apps itself. */
const inputsOf = ({ app, pipeline, stage }: Answer): Inputs => ({
  app: app.id,
  pipeline: pipeline.id,
  stage: stage as Inputs["stage"],
});

/** The app's coupling to this pipeline. An app that is in another one is somebody's decision, and stays there. */
async function findCoupling(heroku: Heroku, { app, pipeline }: Inputs): Promise<Answer | undefined> {
  const found = (await heroku.list("/pipeline-couplings", Answer)).find((each) => each.app.id === app);
  if (!found || found.pipeline.id === pipeline) return found;
  throw new HerokuFailure(
    "exists-already",
    `App ${app} can't join pipeline ${pipeline}: it is in pipeline ${found.pipeline.id} as ${found.stage}, and an app is in one pipeline at most. Take it out first (heroku pipelines:remove -a ${app}), or declare that pipeline`,
  );
}

/** What an import names may be an app's name; what a refresh misses in the list may have been too new for it. */
async function findAlone(heroku: Heroku, id: string, isImport: boolean): Promise<Answer | undefined> {
  const found = await heroku.find(`/pipeline-couplings/${id}`, Answer);
  return found ?? (isImport ? heroku.find(`/apps/${id}/pipeline-couplings`, Answer) : undefined);
}

const moveTo = (heroku: Heroku, id: string, stage: string) =>
  heroku.patch(`/pipeline-couplings/${id}`, {
    doing: `move the app to stage ${stage}`,
    body: { stage },
    answer: Answer,
  });
