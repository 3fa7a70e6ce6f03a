import { z } from "zod";
import { findStack } from "../catalogue/stacks.ts";
import { invalidParams } from "../errors.ts";
import { type Api, paged } from "../http/api.ts";
import { type Call, created } from "../http/call.ts";
import { apps } from "../model/app.ts";
import { builds, serializeBuild } from "../model/build.ts";
import { couplings, type Pipeline, pipelineOf, pipelines, serializePipeline } from "../model/pipeline.ts";
import { forgetPromotions } from "../model/promotion.ts";
import { type Release, releases, serializeRelease } from "../model/release.ts";
import { reviewAppConfigs } from "../model/review-app-config.ts";

/** Whether an account's pipelines may have one name (unverified); Heroku's CLI asks which one is meant. */
const NAMES_MAY_REPEAT = true;

const NAME = /^[a-z][a-z0-9-]{2,29}$/;

const newPipeline = z.object({
  name: z.string(),
  owner: z.object({ id: z.uuid(), type: z.enum(["team", "user"]) }).nullish(),
  generation: z.object({ name: z.enum(["cedar", "fir"]).optional() }).optional(),
});

const newVars = z.record(z.string().regex(/^[\w.:[\]]+$/), z.string().nullable());

/** https://devcenter.heroku.com/articles/platform-api-reference#pipeline */
export function pipelineRoutes(api: Api): void {
  api.post("/pipelines", newPipeline, (call) => created(serializePipeline(create(call, call.body))));
  api.get("/pipelines", (call) => {
    const name = call.url.searchParams.get("eq[name]");
    const account = call.account.id;
    return paged(
      call,
      pipelines(call).list(name === null ? { account } : { account, name }),
      ["id"],
      serializePipeline,
    );
  });
  api.get("/pipelines/:pipeline", (call) => serializePipeline(pipelineOf(call, call.param("pipeline"), "identity")));
  api.patch("/pipelines/:pipeline", z.object({ name: z.string().optional() }), (call) => {
    const { id } = pipelineOf(call, call.param("pipeline"));
    const { name } = call.body;
    if (name !== undefined) requireName(call, name);
    const change = name === undefined ? {} : { name };
    return serializePipeline(pipelines(call).update(id, { ...change, updated_at: call.timestamp() }));
  });
  // Its apps stay, coupled to nothing.
  api.delete("/pipelines/:pipeline", (call) => {
    const pipeline = pipelineOf(call, call.param("pipeline"));
    couplings(call).deleteWhere({ pipeline: pipeline.id });
    reviewAppConfigs(call).delete(pipeline.id);
    forgetPromotions(call, pipeline.id);
    pipelines(call).delete(pipeline.id);
    return serializePipeline(pipeline);
  });
  api.get("/pipelines/:pipeline/pipeline-stack", (call) => {
    const name = appsIn(call).at(-1)?.build_stack;
    return { stack: name === undefined ? null : { id: findStack(name)?.id ?? "", name } };
  });
  latestRoutes(api);
  api.get("/pipelines/:pipeline/stage/:stage/config-vars", (call) => varsOf(call).vars);
  api.patch("/pipelines/:pipeline/stage/:stage/config-vars", newVars, (call) => {
    const { pipeline, stage, vars } = varsOf(call);
    const kept = Object.entries({ ...vars, ...call.body }).filter(([, value]) => value !== null);
    const changed = Object.fromEntries(kept) as Record<string, string>;
    pipelines(call).update(pipeline.id, { vars: { ...pipeline.vars, [stage]: changed } });
    return changed;
  });
}

/** The newest of each app in the pipeline. */
function latestRoutes(api: Api): void {
  const newest = (call: Call, isWanted: (release: Release, all: Release[]) => boolean) =>
    appsIn(call).flatMap((app) => {
      const all = releases(call).list({ app: app.id }, { newestFirst: true });
      const found = all.find((release) => isWanted(release, all));
      return found ? [serializeRelease(call, app, found)] : [];
    });
  api.get("/pipelines/:pipeline/latest-releases", (call) =>
    paged(
      call,
      newest(call, () => true),
    ),
  );
  // A deployment is a release that brought other code than the one before.
  api.get("/pipelines/:pipeline/latest-deployments", (call) =>
    paged(
      call,
      newest(
        call,
        ({ slug, version }, all) => slug !== null && slug !== all.find((each) => each.version < version)?.slug,
      ),
    ),
  );
  api.get("/pipelines/:pipeline/latest-builds", (call) => {
    const latest = appsIn(call).flatMap((app) => builds(call).list({ app: app.id }, { newestFirst: true, limit: 1 }));
    return paged(call, latest, ["id"], (build) => serializeBuild(call, build));
  });
}

function create(call: Call, { name, owner, generation }: z.infer<typeof newPipeline>): Pipeline {
  requireName(call, name);
  const now = call.timestamp();
  return pipelines(call).insert({
    id: call.uuid(),
    account: call.account.id,
    name,
    owner: owner ?? { id: call.account.id, type: "user" },
    generation: generation?.name ?? "cedar",
    vars: {},
    created_at: now,
    updated_at: now,
  });
}

/** Heroku's words are (unverified). */
function requireName(call: Call, name: string): void {
  if (!NAME.test(name)) {
    throw invalidParams("Name must start with a letter and can only contain lowercase letters, numbers, and dashes.");
  }
  const isTaken = pipelines(call).find({ account: call.account.id, name }) !== undefined;
  if (isTaken && !NAMES_MAY_REPEAT) throw invalidParams("Name is already taken");
}

function appsIn(call: Call) {
  const { id } = pipelineOf(call, call.param("pipeline"));
  return couplings(call)
    .list({ pipeline: id })
    .flatMap(({ app }) => apps(call).get(app) ?? []);
}

function varsOf(call: Call) {
  const pipeline = pipelineOf(call, call.param("pipeline"));
  const stage = call.param("stage");
  if (stage !== "test" && stage !== "review") {
    throw invalidParams("Pipeline config vars are only supported for the 'test' stage.");
  }
  return { pipeline, stage, vars: pipeline.vars[stage] ?? {} };
}
