import { z } from "zod";
import { invalidParams, notFound } from "../errors.ts";
import { type Api, paged } from "../http/api.ts";
import { type Call, created } from "../http/call.ts";
import { isUuid } from "../ids.ts";
import { type App, appOf, apps, findApp } from "../model/app.ts";
import { finishRelease, isEligible, type Release, release, releases, serializeRelease } from "../model/release.ts";
import { slugs } from "../model/slug.ts";

/** A rollback names a release, a deployment of ready code a slug, or an image on Fir. */
const newRelease = z.object({
  release: z.string().optional(),
  slug: z.string().optional(),
  oci_image: z.string().optional(),
  description: z.string().optional(),
});

/** https://devcenter.heroku.com/articles/platform-api-reference#release */
export function releaseRoutes(api: Api): void {
  api.get("/apps/:app/releases", (call) => {
    const app = appOf(call);
    const items = releases(call)
      .list({ app: app.id })
      .map((made) => serializeRelease(call, app, made));
    return paged(call, items, ["version", "id"]);
  });
  api.get("/apps/:app/releases/:release", (call) => {
    const app = appOf(call);
    return serializeRelease(call, app, releaseOf(call, app));
  });
  api.post("/apps/:app/releases", newRelease, (call) => {
    const app = appOf(call);
    const { release: target, slug, oci_image, description } = call.body;
    // Code of the one generation does not run on the other.
    const code = app.generation === "fir" ? oci_image : slug;
    const made = target === undefined ? releaseCode(call, app, code, description) : rollBack(call, app, target);
    return created(serializeRelease(call, apps(call).get(app.id) ?? app, made));
  });
  api.onTask("release.finish", finishRelease);
}

/** The release that the path names, by id, version, or `current`. */
export function releaseOf(call: Call, app: App): Release {
  const found = findRelease(call, app, call.param("release"));
  if (!found) throw notFound("release");
  return found;
}

function findRelease(call: Call, app: App, identity: string): Release | undefined {
  if (identity === "current") return releases(call).get(app.release ?? "");
  const found = isUuid(identity)
    ? releases(call).get(identity.toLowerCase())
    : releases(call).find({ app: app.id, version: Number(identity.replace(/^v/, "")) });
  return found?.app === app.id ? found : undefined;
}

/** A rollback brings back code and config vars, not add-ons. */
function rollBack(call: Call, app: App, identity: string): Release {
  const target = findRelease(call, app, identity);
  if (!target) throw notFound("release");
  // Heroku's words are (unverified).
  if (!isEligible(target) || target.slug === null) throw invalidParams(`Cannot roll back to v${target.version}.`);
  return release(call, app, { description: `Rollback to v${target.version}`, slug: target.slug, vars: target.vars });
}

function releaseCode(call: Call, app: App, id: string | undefined, description: string | undefined): Release {
  const kind = app.generation === "fir" ? "oci_image" : "slug";
  if (id === undefined) throw invalidParams(`Require params: ${kind}.`);
  const slug = slugs(call).get(id);
  if (!slug) throw notFound(kind === "slug" ? "slug" : "OCI image");
  // Of any app that the caller may see: https://devcenter.heroku.com/articles/platform-api-copying-slugs
  if (slug.app !== app.id) findApp(call, slug.app);
  const deployed = slug.commit ?? slug.id;
  return release(call, app, { description: description ?? `Deploy ${deployed.slice(0, 8)}`, slug: id });
}
