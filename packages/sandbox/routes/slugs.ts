import { z } from "zod";
import { findStack } from "../catalogue/stacks.ts";
import { notFound } from "../errors.ts";
import type { Api } from "../http/api.ts";
import { bodyWithin } from "../http/body.ts";
import { type Call, created } from "../http/call.ts";
import { isSame } from "../ids.ts";
import { type App, appOf, apps } from "../model/app.ts";
import { codeOf, usersOf } from "../model/code.ts";
import { requireStack } from "../model/create-app.ts";
import { createSlug, type Slug, slugs } from "../model/slug.ts";
import type { Platform } from "../platform.ts";

const newSlug = z.object({
  process_types: z.record(z.string().regex(/^[-\w]{1,128}$/), z.string()),
  buildpack_provided_description: z.string().nullable().optional(),
  checksum: z.string().nullable().optional(),
  commit: z.string().nullable().optional(),
  commit_description: z.string().nullable().optional(),
  stack: z.string().optional(),
});

/** Where archives of slugs can be fetched leads nowhere: the sandbox keeps no code. */
const BLOBS = "https://slugs.sandbox.example";

/** What storage answers for uploads that are too large and for addresses that it did not sign. */
const TOO_LARGE = 413;
const NOT_SIGNED = 403;

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
    const slug = createSlug(call, app, { ...call.body, stack, signature: call.hex(40) });
    const url = `${call.url.origin}/slugs/${slug.id}.tgz?signature=${slug.signature}`;
    return created({ ...serializeSlug(slug, "put"), blob: { method: "put", url } });
  });
  // Signed: no key is needed, and none is looked at. Of the archive no more is kept than its size.
  api.open.put("/slugs/:file", async (context) => {
    const slug = api.transact((platform) => signedSlug(platform, context.req.url));
    if (!slug) return context.body(null, NOT_SIGNED);
    const limit = api.transact((platform) => platform.limits.slugBytes);
    const bytes = await bodyWithin(context.req.raw, limit);
    if (!bytes) return context.body(null, TOO_LARGE);
    api.transact((platform) => slugs(platform).get(slug.id) && slugs(platform).update(slug.id, { size: bytes.length }));
    return context.body(null, 200);
  });
  api.onAppDelete(forgetSlugs);
}

/** The slug whose archive may be put to an address of the sandbox. */
function signedSlug(platform: Platform, address: string): Slug | undefined {
  const { pathname, searchParams } = new URL(address);
  const slug = slugs(platform).get(/^\/slugs\/([0-9a-f-]{36})\.tgz$/.exec(pathname)?.[1] ?? "");
  return slug?.signature && isSame(searchParams.get("signature") ?? "", slug.signature) ? slug : undefined;
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
  const { app: _, signature: __, stack, ...shown } = slug;
  return {
    ...shown,
    blob: { method, url: `${BLOBS}/${slug.id}.tgz` },
    stack: { id: findStack(stack)?.id ?? "", name: stack },
  };
}
