import type { Call } from "../http/call.ts";
import type { Platform } from "../platform.ts";
import { collection } from "../store/collection.ts";
import { accounts } from "./account.ts";
import { type App, appRef, apps, updateApp } from "./app.ts";
import { configOf, configs } from "./config.ts";
import { restart } from "./dyno.ts";
import { syncFormation } from "./formation.ts";
import { createSlug, type NewSlug, type Slug, slugs } from "./slug.ts";

/** https://devcenter.heroku.com/articles/releases */
export interface Release {
  id: string;
  app: string;
  version: number;
  description: string;
  status: "pending" | "succeeded" | "failed" | "expired";
  /** The account that made it. */
  user: string;
  slug: string | null;
  addon_plan_names: string[];
  /** The app's own config vars as of this release; a rollback brings them back. */
  vars: Record<string, string>;
  /** Whether a release command runs (or ran) before it takes effect. */
  has_phase: boolean;
  created_at: string;
  updated_at: string;
}

export const releases = collection<Release>("releases", {
  unique: [["app", "version"]],
  indexes: [["slug"]],
  hidden: ["vars"],
});

/** What a release changes; what it doesn't name it takes over from the release before. */
export interface ReleaseChange {
  description: string;
  vars?: Record<string, string>;
  slug?: string;
  addonPlanNames?: string[];
}

/**
 * Makes the app's next release. It takes effect at once (config, formation, restart), or after its release command if the
 * code has one: then it is `pending` until then.
 */
export function release(platform: Platform, app: App, change: ReleaseChange): Release {
  const base = latestRelease(platform, app);
  const version = (apps(platform).get(app.id)?.latest_version ?? 0) + 1;
  const slug = change.slug ?? base?.slug ?? null;
  const command = releaseCommand(platform, slug);
  const now = platform.timestamp();
  const made = releases(platform).insert({
    id: platform.uuid(),
    app: app.id,
    version,
    description: change.description,
    status: command === undefined ? "succeeded" : "pending",
    user: app.account,
    slug,
    addon_plan_names: change.addonPlanNames ?? base?.addon_plan_names ?? [],
    vars: change.vars ?? base?.vars ?? {},
    has_phase: command !== undefined,
    created_at: now,
    updated_at: now,
  });
  apps(platform).update(app.id, { latest_version: version });
  platform.note(`v${version} of ${app.name}: ${change.description}`, { account: app.account, app: app.id });
  if (command === undefined) takeEffect(platform, made);
  else platform.later(platform.provisionMs, "release.finish", { release: made.id });
  return made;
}

/** A new slug and the release of it. Whatever brings code (builds, promotions, the API) ends here. */
export function deploy(platform: Platform, app: App, code: NewSlug & { description: string }) {
  const { description, ...wanted } = code;
  const slug = createSlug(platform, app, wanted);
  return { slug, release: release(platform, app, { description, slug: slug.id }) };
}

/** The newest release that did not fail: what the next one builds on. */
export function latestRelease(platform: Platform, app: App): Release | undefined {
  const newest = releases(platform).list({ app: app.id }, { newestFirst: true, limit: 1 })[0];
  if (newest?.status !== "failed") return newest;
  return releases(platform)
    .list({ app: app.id }, { newestFirst: true })
    .find((candidate) => candidate.status !== "failed");
}

/** The task `release.finish`: the release command has ended. That a failed one discards its config vars is (unverified). */
export function finishRelease(platform: Platform, payload: Record<string, string>): void {
  const pending = releases(platform).get(payload.release ?? "");
  if (pending?.status !== "pending") return;
  const status = commandFails(releaseCommand(platform, pending.slug)) ? "failed" : "succeeded";
  const done = releases(platform).update(pending.id, { status, updated_at: platform.timestamp() });
  if (status === "succeeded") takeEffect(platform, done);
}

/** The sandbox runs no code; a release command that can only fail is taken at its word. */
export function commandFails(command: string | undefined): boolean {
  return command !== undefined && /^(false|exit [1-9]\d*)$/.test(command.trim());
}

function takeEffect(platform: Platform, made: Release): void {
  const app = apps(platform).get(made.app);
  if (!app) return;
  configOf(platform, app);
  configs(platform).update(app.id, { vars: made.vars });
  const slug = made.slug === null ? undefined : slugs(platform).get(made.slug);
  const changed = updateApp(platform, app, {
    release: made.id,
    released_at: platform.timestamp(),
    ...(slug ? runningSlug(slug) : {}),
  });
  if (slug) syncFormation(platform, changed, slug.process_types);
  restart(platform, changed);
}

function runningSlug(slug: Slug): Partial<App> {
  const { id, size, stack, buildpack_provided_description } = slug;
  return { slug: id, slug_size: size, stack, buildpack_provided_description };
}

function releaseCommand(platform: Platform, slug: string | null): string | undefined {
  return slug === null ? undefined : slugs(platform).get(slug)?.process_types.release;
}

/** Code of the Fir generation is an image, and no slug. */
export function serializeRelease(call: Call, app: App, made: Release) {
  const user = accounts(call).get(made.user);
  const { slug: code } = made;
  const isImage = app.generation === "fir";
  return {
    addon_plan_names: made.addon_plan_names,
    app: appRef(app),
    artifacts: code === null ? [] : [{ type: isImage ? "oci-image" : "slug", id: code }],
    created_at: made.created_at,
    current: app.release === made.id,
    description: made.description,
    eligible_for_rollback: isEligible(made),
    id: made.id,
    output_stream_url: made.has_phase ? `${call.url.origin}/streams/releases/${made.id}` : null,
    slug: code === null || isImage ? null : { id: code },
    status: made.status,
    updated_at: made.updated_at,
    user: { email: user?.email ?? "", id: made.user },
    version: made.version,
  };
}

/** Without code there is nothing to go back to (unverified). */
export function isEligible(made: Release): boolean {
  return made.status === "succeeded" && made.slug !== null;
}
