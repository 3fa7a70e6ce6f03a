import { z } from "zod";
import { planBuild } from "../build/plan.ts";
import { notFound } from "../errors.ts";
import { type Api, paged } from "../http/api.ts";
import { accepted, type Call, created } from "../http/call.ts";
import { numbered, streamed } from "../http/stream.ts";
import { type App, appOf } from "../model/app.ts";
import { type Build, builds, endBuild, finishBuild, outputOf, serializeBuild } from "../model/build.ts";
import { signedSource } from "./sources.ts";

const newBuild = z.object({
  source_blob: z.object({
    url: z.url(),
    version: z.string().nullish(),
    version_description: z.string().nullish(),
    checksum: z.string().nullish(),
  }),
  buildpacks: z.array(z.object({ url: z.string().optional(), name: z.string().optional() })).nullish(),
});

/** https://devcenter.heroku.com/articles/platform-api-reference#build */
export function buildRoutes(api: Api): void {
  api.get("/apps/:app/builds", (call) => {
    const items = builds(call).list({ app: appOf(call).id });
    return paged(call, items, ["created_at", "id"], (build) => serializeBuild(call, build));
  });
  api.get("/apps/:app/builds/:build", (call) => serializeBuild(call, buildOf(call, appOf(call))));
  api.post("/apps/:app/builds", newBuild, (call) => {
    const app = appOf(call);
    return created(serializeBuild(call, startBuild(call, app, call.body)));
  });
  api.delete("/apps/:app/builds/:build", (call) => serializeBuild(call, cancel(call, appOf(call))));
  api.delete("/apps/:app/build-cache", (call) => {
    appOf(call);
    return accepted({});
  });
  api.onTask("build.finish", finishBuild);
  api.open.get("/streams/builds/:build", (context) => {
    const id = context.req.param("build");
    const look = (after = 0) =>
      api.transact((platform) => {
        const build = builds(platform).get(id);
        return build && { lines: numbered(outputOf(platform, build), after), isOver: build.status !== "pending" };
      });
    return look() ? streamed(context.req.raw, api.clock, look) : context.notFound();
  });
}

function buildOf(call: Call, app: App): Build {
  const build = builds(call).get(call.param("build"));
  if (build?.app !== app.id) throw notFound("build");
  return build;
}

function startBuild(call: Call, app: App, { source_blob: blob, buildpacks }: z.infer<typeof newBuild>): Build {
  const named = buildpacks?.map(({ url, name }) => ({ url: url ?? `urn:buildpack:${name}`, name: name ?? url ?? "" }));
  const source = signedSource(call, blob.url);
  const source_blob = {
    checksum: blob.checksum ?? null,
    url: blob.url,
    version: blob.version ?? null,
    version_description: blob.version_description ?? null,
  };
  const plan = planBuild({
    stack: app.build_stack,
    buildpacks: named?.map(({ name }) => name) ?? app.buildpacks,
    checksum: source_blob.checksum,
    archive: source?.archive,
  });
  const build = builds(call).insert({
    id: call.uuid(),
    app: app.id,
    user: call.account.id,
    status: "pending",
    buildpacks: named ?? null,
    source_blob,
    stack: app.build_stack,
    slug: null,
    release: null,
    started_at: call.now(),
    lines: plan.lines,
    process_types: plan.processTypes ?? null,
    language: plan.language ?? null,
    bytes: source?.archive?.bytes ?? null,
    created_at: call.timestamp(),
    updated_at: call.timestamp(),
  });
  call.later(call.provisionMs, "build.finish", { build: build.id });
  call.note("Build started", { account: app.account, app: app.id });
  return build;
}

/** A build that has ended stays as it is (unverified). */
function cancel(call: Call, app: App): Build {
  const build = buildOf(call, app);
  if (build.status !== "pending") return build;
  return endBuild(
    call,
    app,
    { ...build, lines: [...outputOf(call, build), " !     Build cancelled"] },
    {
      status: "failed",
    },
  );
}
