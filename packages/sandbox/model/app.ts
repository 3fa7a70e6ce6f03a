import { generations } from "../catalogue/generations.ts";
import { findRegion } from "../catalogue/regions.ts";
import { findStack } from "../catalogue/stacks.ts";
import { forbidden, notFound } from "../errors.ts";
import type { Call } from "../http/call.ts";
import { isUuid, uuidOf } from "../ids.ts";
import type { Platform } from "../platform.ts";
import { collection } from "../store/collection.ts";
import { accounts } from "./account.ts";
import { spaces } from "./space.ts";
import { type Team, teams } from "./team.ts";

export interface App {
  id: string;
  account: string;
  name: string;
  region: string;
  /** Name of the stack of the running release; `build_stack` is the one for new builds. */
  stack: string;
  build_stack: string;
  generation: "cedar" | "fir";
  team: string | null;
  space: string | null;
  internal_routing: boolean | null;
  locked: boolean;
  maintenance: boolean;
  acm: boolean;
  /** Random part of the web address; a rename changes it. */
  hex: string;
  /** Version of the newest release. */
  latest_version: number;
  /** The current release: the newest that succeeded. */
  release: string | null;
  /** Its slug. */
  slug: string | null;
  slug_size: number | null;
  buildpack_provided_description: string | null;
  buildpacks: string[];
  /** Tier of the formation's dyno sizes; Heroku's CLI reads it. */
  process_tier: string;
  created_at: string;
  updated_at: string;
  released_at: string | null;
}

export const apps = collection<App>("apps", { indexes: [["account"], ["team"]], unique: [["name"]] });

/** The app that the path names, by name or id. */
export function appOf(call: Call, parameter = "app"): App {
  return findApp(call, call.param(parameter));
}

/** An app of the caller's, by name or id. One that somebody else owns is 403, as at Heroku. */
export function findApp(call: Call, identity: string): App {
  const app = isUuid(identity) ? apps(call).get(identity.toLowerCase()) : apps(call).find({ name: identity });
  if (!app) throw notFound("app");
  if (app.account !== call.account.id) throw forbidden(`You do not have access to the app ${identity}.`);
  return app;
}

/** Changes the app and its `updated_at`. */
export function updateApp(platform: Platform, app: App, change: Partial<App>): App {
  return apps(platform).update(app.id, { ...change, updated_at: platform.timestamp() });
}

/** `{ id, name }`, as most nouns refer to their app. */
export function appRef(app: App): { id: string; name: string } {
  return { id: app.id, name: app.name };
}

export function serializeApp(platform: Platform, app: App, account = accounts(platform).get(app.account)) {
  const team = app.team === null ? null : teams(platform).get(app.team);
  const space = app.space === null ? null : spaces(platform).get(app.space);
  const teamRef = team ? { id: team.id, name: team.name } : null;
  return {
    acm: app.acm,
    archived_at: null,
    buildpack_provided_description: app.buildpack_provided_description,
    build_stack: stackRef(app.build_stack),
    created_at: app.created_at,
    generation: generations[app.generation],
    git_url: `https://git.heroku.com/${app.name}.git`,
    id: app.id,
    internal_routing: app.internal_routing,
    maintenance: app.maintenance,
    name: app.name,
    owner: team ? managerOf(team) : { email: account?.email ?? "", id: app.account },
    organization: teamRef,
    team: teamRef,
    process_tier: app.process_tier,
    region: regionRef(app.region),
    released_at: app.released_at,
    repo_size: null,
    slug_size: app.slug_size,
    space: space ? { id: space.id, name: space.name, shield: space.shield } : null,
    stack: stackRef(app.stack),
    updated_at: app.updated_at,
    web_url: `https://${webHost(app)}/`,
  };
}

/** The account that stands for a team where Heroku names an owner: its CLI knows apps of teams by the address. */
export function managerOf({ id, name }: Team): { id: string; email: string } {
  return { id: uuidOf(`manager:${id}`), email: `${name}@herokumanager.com` };
}

/** NAME-12hex.herokuapp.com */
export function webHost(app: App): string {
  return `${app.name}-${app.hex}.herokuapp.com`;
}

function stackRef(name: string): { id: string; name: string } {
  return { id: findStack(name)?.id ?? "", name };
}

function regionRef(name: string): { id: string; name: string } {
  return { id: findRegion(name)?.id ?? "", name };
}
