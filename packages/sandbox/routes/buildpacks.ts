import { z } from "zod";
import { invalidParams } from "../errors.ts";
import type { Api } from "../http/api.ts";
import { type App, appOf, updateApp } from "../model/app.ts";

const changes = z.object({ updates: z.array(z.object({ buildpack: z.string().min(1) })) });

/** Heroku's own buildpacks are named without a scheme: "heroku/python". */
const OFFICIAL = /^(?:urn:buildpack:)?([a-z0-9-]+\/[a-z0-9-]+)$/i;

/** https://devcenter.heroku.com/articles/platform-api-reference#buildpack-installations */
export function buildpackRoutes(api: Api): void {
  api.get("/apps/:app/buildpack-installations", (call) => serialize(appOf(call)));
  api.put("/apps/:app/buildpack-installations", changes, (call) => {
    const app = appOf(call);
    if (app.generation === "fir") throw invalidParams("This app uses Cloud Native Buildpacks.");
    const buildpacks = call.body.updates.map((update) => update.buildpack);
    if (new Set(buildpacks).size < buildpacks.length) throw invalidParams("Buildpacks must be unique.");
    return serialize(updateApp(call, app, { buildpacks }));
  });
}

function serialize(app: App) {
  return app.buildpacks.map((buildpack, ordinal) => ({ ordinal, buildpack: described(buildpack) }));
}

function described(buildpack: string): { url: string; name: string } {
  const official = OFFICIAL.exec(buildpack)?.[1];
  return official === undefined
    ? { url: buildpack, name: buildpack }
    : { url: `urn:buildpack:${official}`, name: official };
}
