import { execFileSync } from "node:child_process";
import { join } from "node:path";
import type { Kind, World } from "./kind.ts";

const ours = ({ project, app }: World, method: string, path = "", body?: unknown) =>
  project.api(method, `/apps/${app}${path}`, body);

const APP = (...fields: string[]) => ({ "App site": fields });
const updates = (resource: string, ...paths: string[]) => ({
  [resource]: { op: "update", diff: Object.fromEntries(paths.map((path) => [path, "update"])) },
});
const creates = (...resources: string[]) =>
  Object.fromEntries(resources.map((resource) => [resource, { op: "create", diff: {} }]));
const gone = (...resources: string[]) => Object.fromEntries(resources.map((resource) => [resource, "gone" as const]));

const DOMAIN = "Domain site-staging.consumernotebook.com";
const FEATURE = "AppFeature site-runtime-dyno-metadata";
const DRAIN = "LogDrain site-LOG_DRAIN_URL";

/** Whatever stands on an app; its code is an event, which happens again on another app. */
const WHOLE = [
  "App site",
  "ConfigVars site",
  "Formation site",
  "AutomaticCertificates site",
  ...["database", "redis", "cache", "documents", "mail", "errors", "performance", "logs"].map(
    (key) => `AddOn site-${key}`,
  ),
  "PostgresBackupSchedule site-database",
  "PostgresCredential site-database-default",
  "AddOnAttachment site-database-default",
  "PipelineCoupling pipeline-staging",
  DOMAIN,
  FEATURE,
  DRAIN,
];

const app: Kind[] = [
  {
    name: "app deleted",
    to: "app",
    takes: ["app", "pipeline/coupling"],
    make: (world) => ours(world, "DELETE"),
    refresh: { ...gone(...WHOLE), "Build site": ["running"] },
    plan: { ...creates(...WHOLE), "Build site": { op: "replace", diff: { app: "update-replace" } } },
    stays({ vars }) {
      for (const key of Object.keys(vars)) if (key.startsWith("THEIR")) delete vars[key];
    },
  },
  {
    name: "app renamed",
    to: "app/name",
    make: (world) => ours(world, "PATCH", "", { name: "consumer-notebook-taken" }),
    refresh: APP("gitUrl", "name", "webUrl"),
    plan: updates("App site", "name"),
  },
  {
    name: "maintenance on",
    to: "app/maintenance",
    make: (world) => ours(world, "PATCH", "", { maintenance: true }),
    refresh: APP("maintenance"),
    plan: updates("App site", "maintenance"),
  },
  {
    name: "another stack for the next build",
    to: "app/stack",
    make: (world) => ours(world, "PATCH", "", { build_stack: "heroku-22" }),
    refresh: APP("stack"),
    plan: updates("App site", "stack"),
  },
  {
    name: "another buildpack",
    to: "app/buildpacks",
    make: (world) => ours(world, "PUT", "/buildpack-installations", { updates: [{ buildpack: "heroku/nodejs" }] }),
    refresh: APP("buildpacks"),
    plan: updates("App site", "buildpacks[0]"),
  },
  {
    name: "feature off",
    to: "app/feature/ours",
    make: (world) => ours(world, "PATCH", "/features/runtime-dyno-metadata", { enabled: false }),
    refresh: { [FEATURE]: ["enabled"] },
    plan: updates(FEATURE, "enabled"),
  },
  {
    name: "another feature on",
    to: "app/feature/theirs",
    make: (world) => ours(world, "PATCH", "/features/log-runtime-metrics", { enabled: true }),
    stays: ({ features }) => features.unshift("log-runtime-metrics"),
  },
  {
    name: "certificates off",
    to: "app/certificates",
    make: (world) => ours(world, "DELETE", "/acm"),
    refresh: gone("AutomaticCertificates site"),
    plan: creates("AutomaticCertificates site"),
  },
  {
    name: "domain deleted",
    to: "app/domain/ours",
    make: (world) => ours(world, "DELETE", "/domains/staging.consumernotebook.com"),
    refresh: gone(DOMAIN),
    plan: creates(DOMAIN),
  },
  {
    name: "another domain",
    to: "app/domain/theirs",
    make: (world) => ours(world, "POST", "/domains", { hostname: "theirs.example.com", sni_endpoint: null }),
    stays: ({ domains }) => domains.push("theirs.example.com"),
  },
  {
    name: "drain deleted",
    to: "app/drain/ours",
    async make({ project, app }) {
      const drains = await project.api<{ id: string; url: string }[]>("GET", `/apps/${app}/log-drains`);
      const drain = drains.find(({ url }) => !url.includes("theirs"));
      await project.api("DELETE", `/apps/${app}/log-drains/${drain?.id}`);
    },
    refresh: gone(DRAIN),
    plan: creates(DRAIN),
  },
  {
    name: "another drain",
    to: "app/drain/theirs",
    make: (world) => ours(world, "POST", "/log-drains", { url: "https://theirs.example.com/log" }),
    stays({ drains }) {
      drains.push("https://theirs.example.com/log");
      drains.sort();
    },
  },
];

const scaled = (name: string, changes: Record<string, [quantity: number, size: string]>, paths: string[]): Kind => ({
  name,
  to: "app/formation",
  make: (world) =>
    ours(world, "PATCH", "/formation", {
      updates: Object.entries(changes).map(([type, [quantity, size]]) => ({
        type,
        quantity,
        dyno_size: { name: size },
      })),
    }),
  refresh: { "Formation site": ["monthlyCents", "processes"] },
  plan: updates("Formation site", ...paths.map((path) => `processes.${path}`)),
});

const formation: Kind[] = [
  scaled("web stopped", { web: [0, "Basic"] }, ["web.quantity"]),
  scaled("worker stopped", { worker: [0, "Basic"] }, ["worker.quantity"]),
  scaled("all stopped", { web: [0, "Basic"], worker: [0, "Basic"] }, ["web.quantity", "worker.quantity"]),
  scaled("dynos resized", { web: [1, "Standard-1X"], worker: [1, "Standard-2X"] }, ["web.size", "worker.size"]),
  scaled("dynos resized and more of them", { web: [3, "Standard-1X"], worker: [1, "Standard-1X"] }, [
    "web.quantity",
    "web.size",
    "worker.size",
  ]),
];

/** Somebody deploys: shown, and never deployed over. */
const CODE = { to: "app/code", first: true, refresh: { "Build site": ["running"] } };
const PROCESSES = { web: "bin/web", worker: "bin/worker" };

const code: Kind[] = [
  {
    ...CODE,
    name: "other code released",
    make: (world) => deploy(world, PROCESSES),
    stays(picture) {
      picture.code = "theirs";
    },
  },
  {
    ...CODE,
    name: "other code with one more process type released",
    make: (world) => deploy(world, { ...PROCESSES, clock: "bin/clock" }),
    stays(picture) {
      picture.code = "theirs";
      picture.formation.clock = "0 Basic";
    },
  },
  {
    ...CODE,
    name: "other code built",
    make: build,
    stays(picture) {
      picture.code = "theirs";
    },
  },
  {
    name: "rolled back",
    to: "app/code",
    first: true,
    async make(world) {
      const releases = await world.project.api<{ id: string; version: number }[]>("GET", `/apps/${world.app}/releases`);
      const [, before] = releases.toSorted((one, other) => other.version - one.version);
      await ours(world, "POST", "/releases", { release: before?.id });
    },
    stays: ({ vars }) => Object.assign(vars, { THEIR_FLAG: "before" }),
  },
];

async function deploy(world: World, process_types: Record<string, string>): Promise<void> {
  const { id } = await ours(world, "POST", "/slugs", { process_types, commit: "theirs" });
  await ours(world, "POST", "/releases", { slug: id });
}

async function build(world: World): Promise<void> {
  const { project, app } = world;
  type Source = { source_blob: { put_url: string; get_url: string } };
  const { source_blob } = await project.api<Source>("POST", "/sources");
  const archive = execFileSync("tar", ["-cz", "-C", join(project.folder, "examples/site"), "."]);
  await fetch(source_blob.put_url, { method: "PUT", body: archive });
  const begun = { source_blob: { url: source_blob.get_url, version: "theirs" } };
  const { id } = await project.api("POST", `/apps/${app}/builds`, begun);
  for (;;) {
    const { status } = await project.api("GET", `/apps/${app}/builds/${id}`);
    if (status === "succeeded") return;
    if (status === "failed") throw new Error("Somebody else's build has failed.");
  }
}

export const appKinds: readonly Kind[] = [...app, ...formation, ...code];
