import { z } from "zod";
import { findStack } from "../catalogue/stacks.ts";
import { notFound } from "../errors.ts";
import type { Api } from "../http/api.ts";
import { type Call, created } from "../http/call.ts";
import { type App, appOf, apps } from "../model/app.ts";
import { codeOf, usersOf } from "../model/code.ts";
import { requireStack } from "../model/create-app.ts";
import { createSlug, type Slug, slugs } from "../model/slug.ts";

const newSlug = z.object({
  process_types: z.record(z.string().regex(/^[-\w]{1,128}$/), z.string()),
  buildpack_provided_description: z.string().nullable().optional(),
  checksum: z.string().nullable().optional(),
  commit: z.string().nullable().optional(),
  commit_description: z.string().nullable().optional(),
  stack: z.string().optional(),
});

/** Addresses of slugs lead nowhere: the sandbox keeps no code. */
const BLOBS = "https://slugs.sandbox.example";

/** https://devcenter.heroku.com/articles/platform-api-reference#slug */
export function slugRoutes(api: Api): void {
  api.get("/apps/:app/slugs/:slug", (call) => {
    const app = appOf(call);
    const slug = app.generation === "cedar" ? codeOf(call, app, call.param("slug")) : undefined;
    if (!slug) throw notFound("slug");
    return serializeSlug(slug, "get");
  });
  api.post("/apps/:app/slugs", newSlug, (call) => {
    const app = appOf(call);
    const stack = call.body.stack === undefined ? app.build_stack : requireStack(call.body.stack, app.generation);
    return created(serializeSlug(createSlug(call, app, { ...call.body, stack }), "put"));
  });
  api.onAppDelete(forgetSlugs);
}

function forgetSlugs(call: Call, app: App): void {
  for (const slug of slugs(call).list()) {
    const users = new Set([slug.app, ...usersOf(call, slug)]);
    users.delete(app.id);
    const isUsed = [...users].some((user) => apps(call).get(user) !== undefined);
    if (!isUsed) slugs(call).delete(slug.id);
  }
}

function serializeSlug(slug: Slug, method: "get" | "put") {
  const { app: _, stack, ...shown } = slug;
  return {
    ...shown,
    blob: { method, url: `${BLOBS}/${slug.id}.tgz` },
    stack: { id: findStack(stack)?.id ?? "", name: stack },
  };
}
