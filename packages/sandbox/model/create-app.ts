import { COMMON_RUNTIME, findRegion } from "../catalogue/regions.ts";
import { defaultStack, findStack } from "../catalogue/stacks.ts";
import { invalidParams } from "../errors.ts";
import type { Call } from "../http/call.ts";
import { type App, apps } from "./app.ts";
import { release } from "./release.ts";
import type { Space } from "./space.ts";
import type { Team } from "./team.ts";

export interface WantedApp {
  name?: string | undefined;
  region?: string | undefined;
  stack?: string | undefined;
  team?: Team | undefined;
  space?: Space | undefined;
  locked?: boolean | undefined;
  internal_routing?: boolean | null | undefined;
}

const NAME = /^[a-z][a-z0-9-]{1,28}[a-z0-9]$/;

export function createApp(call: Call, wanted: WantedApp): App {
  requireRoom(call);
  const name = wanted.name ?? `sandbox-${call.hex(12)}`;
  requireFreeName(call, name);
  const generation = wanted.space?.generation ?? "cedar";
  const stack = stackFor(wanted.stack, generation);
  const now = call.timestamp();
  const app = apps(call).insert({
    id: call.uuid(),
    account: call.account.id,
    name,
    region: regionFor(wanted),
    stack,
    build_stack: stack,
    generation,
    team: wanted.team?.id ?? null,
    space: wanted.space?.id ?? null,
    internal_routing: wanted.space ? (wanted.internal_routing ?? false) : null,
    locked: wanted.locked ?? false,
    maintenance: false,
    acm: false,
    hex: call.hex(12),
    latest_version: 0,
    release: null,
    slug: null,
    slug_size: null,
    buildpack_provided_description: null,
    buildpacks: [],
    process_tier: tierFor(wanted.space),
    created_at: now,
    updated_at: now,
    released_at: null,
  });
  // Heroku's first two releases: what a user changes first is v3.
  release(call, app, { description: "Initial release" });
  release(call, app, { description: "Enable Logplex" });
  return apps(call).get(app.id) ?? app;
}

export function requireFreeName(call: Call, name: string): void {
  if (!NAME.test(name)) {
    throw invalidParams("Name must start with a letter and can only contain lowercase letters, numbers, and dashes.");
  }
  if (apps(call).find({ name })) throw invalidParams("Name is already taken");
}

/** Whether the limit counts apps of teams as well is (unverified); here it does. */
function requireRoom(call: Call): void {
  const limit = call.limits.appsPerAccount;
  if (apps(call).count({ account: call.account.id }) < limit) return;
  throw invalidParams(`You've reached the limit of ${limit} apps for verified accounts.`);
}

function stackFor(wanted: string | undefined, generation: "cedar" | "fir"): string {
  if (wanted === undefined) return defaultStack(generation).name;
  return requireStack(wanted, generation);
}

/** The stack's name, if apps of the generation can use it. Heroku's words are (unverified). */
export function requireStack(identity: string, generation: "cedar" | "fir"): string {
  const stack = findStack(identity);
  if (!stack) throw invalidParams(`Stack ${identity} does not exist.`);
  if ((stack.name === "cnb") !== (generation === "fir")) {
    throw invalidParams(`Stack ${stack.name} is not available for apps of the ${generation} generation.`);
  }
  return stack.name;
}

/** Heroku's words for an unknown region are (unverified). */
function regionFor({ region: wanted, space }: WantedApp): string {
  if (space) return space.region;
  const region = findRegion(wanted ?? "us");
  if (!region || !COMMON_RUNTIME.includes(region.name)) throw invalidParams(`Region ${wanted} does not exist.`);
  return region.name;
}

function tierFor(space: Space | undefined): string {
  if (!space) return "basic";
  return space.generation === "fir" ? "fir" : space.shield ? "shield" : "private";
}
