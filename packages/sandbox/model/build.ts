import type { Call } from "../http/call.ts";
import type { Platform } from "../platform.ts";
import { collection } from "../store/collection.ts";
import { accounts } from "./account.ts";
import { type App, apps, webHost } from "./app.ts";
import { deploy } from "./release.ts";

/** https://devcenter.heroku.com/articles/platform-api-reference#build */
export interface Build {
  id: string;
  app: string;
  user: string;
  status: "pending" | "succeeded" | "failed";
  buildpacks: { url: string; name: string }[] | null;
  source_blob: { checksum: string | null; url: string; version: string | null; version_description: string | null };
  stack: string;
  slug: string | null;
  release: string | null;
  /** How it will go, and when it began, in milliseconds: a line of the output shows when its time has come. */
  started_at: number;
  lines: string[];
  process_types: Record<string, string> | null;
  language: string | null;
  bytes: number | null;
  created_at: string;
  updated_at: string;
}

export const builds = collection<Build>("builds", { indexes: [["app"]] });

/** The task `build.finish`: what was foreseen happens, unless somebody has cancelled it. */
export function finishBuild(platform: Platform, payload: Record<string, string>): void {
  const build = builds(platform).get(payload.build ?? "");
  const app = apps(platform).get(build?.app ?? "");
  if (!build || !app || build.status !== "pending") return;
  if (build.process_types === null) endBuild(platform, app, build, { status: "failed" });
  else succeed(platform, app, build, build.process_types);
}

function succeed(platform: Platform, app: App, build: Build, processTypes: Record<string, string>): void {
  const { version, version_description, checksum } = build.source_blob;
  const { slug, release } = deploy(platform, app, {
    description: `Deploy ${(version ?? build.id).slice(0, 8)}`,
    process_types: processTypes,
    stack: build.stack,
    commit: version,
    commit_description: version_description,
    checksum,
    size: build.bytes,
    buildpack_provided_description: build.language,
  });
  const waits = release.status === "pending";
  const lines = [
    ...(waits ? [" !     Release command declared: this release is not available until the command succeeds."] : []),
    `       Released v${release.version}`,
    `       https://${webHost(app)}/ deployed to Heroku`,
  ];
  const ended = { status: "succeeded", slug: slug.id, release: release.id } as const;
  endBuild(platform, app, { ...build, lines: [...build.lines, ...lines] }, ended);
}

export function endBuild(platform: Platform, app: App, build: Build, change: Partial<Build>): Build {
  const ended = { lines: build.lines, ...change, updated_at: platform.timestamp() };
  platform.note(`Build ${ended.status}`, { account: app.account, app: app.id });
  return builds(platform).update(build.id, ended);
}

/** The output as it is now: while the build runs, the lines come one after another. */
export function outputOf(platform: Platform, build: Build): string[] {
  if (build.status !== "pending") return build.lines;
  const part = Math.min((platform.now() - build.started_at) / Math.max(platform.provisionMs, 1), 1);
  return build.lines.slice(0, Math.ceil(part * build.lines.length));
}

export function serializeBuild(call: Call, build: Build) {
  const { id, app, buildpacks, created_at, source_blob, stack, status, updated_at } = build;
  return {
    app: { id: app },
    buildpacks,
    created_at,
    id,
    output_stream_url: `${call.url.origin}/streams/builds/${id}`,
    release: build.release === null ? null : { id: build.release },
    // "Only applicable for Cedar-generation apps", says Heroku's schema.
    slug: build.slug === null || apps(call).get(app)?.generation === "fir" ? null : { id: build.slug },
    source_blob,
    stack,
    status,
    updated_at,
    user: { email: accounts(call).get(build.user)?.email ?? "", id: build.user },
  };
}
