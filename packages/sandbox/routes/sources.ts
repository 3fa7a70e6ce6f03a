import { readArchive } from "../build/archive.ts";
import type { Api } from "../http/api.ts";
import { bodyWithin } from "../http/body.ts";
import { type Call, created } from "../http/call.ts";
import { isSame } from "../ids.ts";
import { appOf } from "../model/app.ts";
import { type Source, sources } from "../model/source.ts";
import type { Platform } from "../platform.ts";

/** How long an address is good for (unverified). */
const LIFETIME_MS = 60 * 60_000;

/** What storage answers for uploads that are too large and for addresses that it did not sign. */
const TOO_LARGE = 413;
const NOT_SIGNED = 403;

/** https://devcenter.heroku.com/articles/platform-api-reference#source */
export function sourceRoutes(api: Api): void {
  api.post("/sources", (call) => created(newSource(call)));
  api.post("/apps/:app/sources", (call) => {
    appOf(call);
    return created(newSource(call));
  });
  api.onTask("source.expired", (platform, payload) => sources(platform).delete(payload.source ?? ""));
  // Signed: no key is needed, and none is looked at.
  api.open.put("/sources/:file", async (context) => {
    const find = (platform: Platform) => signedSource(platform, context.req.url);
    const source = api.transact(find);
    if (!source) return context.body(null, NOT_SIGNED);
    const limit = api.transact((platform) => platform.limits.sourceBytes);
    const bytes = await bodyWithin(context.req.raw, limit);
    if (!bytes) return context.body(null, TOO_LARGE);
    const archive = await readArchive(bytes);
    api.transact((platform) => sources(platform).get(source.id) && sources(platform).update(source.id, { archive }));
    return context.body(null, 200, { ETag: `"${archive.sha256.slice(0, 32)}"` });
  });
}

function newSource(call: Call) {
  const { id, signature } = sources(call).insert({
    id: call.uuid(),
    account: call.account.id,
    signature: call.hex(40),
    archive: null,
  });
  call.later(LIFETIME_MS, "source.expired", { source: id });
  const url = `${call.url.origin}/sources/${id}.tgz?signature=${signature}`;
  return { source_blob: { get_url: url, put_url: url } };
}

/** The source that an address of the sandbox stands for; undefined for any other address. */
export function signedSource(platform: Platform, address: string): Source | undefined {
  const { pathname, searchParams } = new URL(address);
  const id = /^\/sources\/([0-9a-f-]{36})\.tgz$/.exec(pathname)?.[1];
  const source = sources(platform).get(id ?? "");
  return source && isSame(searchParams.get("signature") ?? "", source.signature) ? source : undefined;
}
