import { z } from "zod";
import { invalidParams, notFound } from "../errors.ts";
import { type Api, paged } from "../http/api.ts";
import { type Call, created } from "../http/call.ts";
import { type Account, userOf } from "../model/account.ts";
import { appOf, apps, findApp } from "../model/app.ts";
import { type Coupling, couplingOf, couplings, pipelineOf, STAGES, serializeCoupling } from "../model/pipeline.ts";
import { teamOf } from "../model/team.ts";

const stage = z.enum(STAGES);
const newCoupling = z.object({ app: z.string(), pipeline: z.string(), stage });

/** https://devcenter.heroku.com/articles/platform-api-reference#pipeline-coupling */
export function pipelineCouplingRoutes(api: Api): void {
  const all = (call: Call, items: Coupling[]) =>
    paged(call, items, ["id"], (coupling) => serializeCoupling(call, coupling));
  const own = (call: Call, { id }: Account) => all(call, couplings(call).list({ account: id }));

  api.post("/pipeline-couplings", newCoupling, (call) => created(serializeCoupling(call, couple(call, call.body))));
  api.get("/pipeline-couplings", (call) => own(call, call.account));
  api.get("/users/:user/pipeline-couplings", (call) => own(call, userOf(call)));
  api.get("/teams/:team/pipeline-couplings", (call) => {
    const team = teamOf(call);
    const ofTeam = couplings(call).list({ account: call.account.id });
    return all(
      call,
      ofTeam.filter(({ app }) => apps(call).get(app)?.team === team.id),
    );
  });
  api.get("/pipelines/:pipeline/pipeline-couplings", (call) =>
    all(call, couplings(call).list({ pipeline: pipelineOf(call, call.param("pipeline")).id })),
  );
  api.get("/apps/:app/pipeline-couplings", (call) => serializeCoupling(call, couplingOf(call, appOf(call))));
  api.get("/pipeline-couplings/:coupling", (call) => serializeCoupling(call, couplingNamed(call)));
  api.patch("/pipeline-couplings/:coupling", z.object({ stage: stage.optional() }), (call) => {
    const { id, stage: before } = couplingNamed(call);
    const change = { stage: call.body.stage ?? before, updated_at: call.timestamp() };
    return serializeCoupling(call, couplings(call).update(id, change));
  });
  api.delete("/pipeline-couplings/:coupling", (call) => {
    const coupling = couplingNamed(call);
    couplings(call).delete(coupling.id);
    return serializeCoupling(call, coupling);
  });
}

function couple(call: Call, { app: identity, pipeline: id, stage }: z.infer<typeof newCoupling>): Coupling {
  const app = findApp(call, identity);
  const pipeline = pipelineOf(call, id);
  // Heroku's words are (unverified).
  if (couplings(call).find({ app: app.id })) throw invalidParams("App is already added to a pipeline.");
  if (app.generation !== pipeline.generation) {
    throw invalidParams(`Apps of the ${app.generation} generation can't be in a ${pipeline.generation} pipeline.`);
  }
  const now = call.timestamp();
  return couplings(call).insert({
    id: call.uuid(),
    account: call.account.id,
    app: app.id,
    pipeline: pipeline.id,
    stage,
    created_at: now,
    updated_at: now,
  });
}

function couplingNamed(call: Call): Coupling {
  const coupling = couplings(call).get(call.param("coupling"));
  if (coupling?.account !== call.account.id) throw notFound("pipeline coupling");
  return coupling;
}
