import { z } from "zod";
import { invalidParams } from "../errors.ts";
import type { Api } from "../http/api.ts";
import type { Call } from "../http/call.ts";
import { type App, appOf } from "../model/app.ts";
import { configOf, configVars, merged, requireOwnKeys } from "../model/config.ts";
import { latestRelease, release } from "../model/release.ts";
import { releaseOf } from "./releases.ts";

/** Whether a PATCH that changes nothing makes a release all the same (unverified). */
const RELEASE_WITHOUT_CHANGE = false;

type Vars = Record<string, string>;

/** `null` unsets. */
const changes = z.record(z.string().regex(/^\w+$/), z.string().nullable());

/** https://devcenter.heroku.com/articles/platform-api-reference#config-vars */
export function configVarRoutes(api: Api): void {
  api.get("/apps/:app/config-vars", (call) => configVars(call, appOf(call)));
  api.get("/apps/:app/releases/:release/config-vars", (call) => {
    const app = appOf(call);
    return merged(releaseOf(call, app).vars, configOf(call, app).attached);
  });
  api.patch("/apps/:app/config-vars", changes, (call) => change(call, appOf(call), call.body));
}

/** One release a request, however many vars it changes. */
function change(call: Call, app: App, wanted: Record<string, string | null>): Vars {
  const config = configOf(call, app);
  requireOwnKeys(config, Object.keys(wanted));
  // With a release command still running, what it releases is what this change builds on.
  const before = latestRelease(call, app)?.vars ?? config.vars;
  const set = Object.entries(wanted).flatMap(([key, value]) => (value === null || before[key] === value ? [] : [key]));
  const removed = Object.keys(wanted).filter((key) => wanted[key] === null && Object.hasOwn(before, key));
  const vars = Object.fromEntries(Object.entries({ ...before, ...wanted }).filter(isSet));
  requireRoom(call, merged(vars, config.attached));
  if (set.length + removed.length > 0 || RELEASE_WITHOUT_CHANGE) {
    release(call, app, { description: describe(set, removed), vars });
  }
  // With a release command the answer has the old values until it has ended: https://github.com/heroku/cli/issues/3345
  return configVars(call, app);
}

function isSet(entry: [string, string | null]): entry is [string, string] {
  return entry[1] !== null;
}

/** How Heroku describes a request that both sets and removes is (unverified). */
function describe(set: string[], removed: string[]): string {
  if (removed.length === 0) return `Set ${set.join(", ")} config vars`;
  if (set.length === 0) return `Remove ${removed.join(", ")} config vars`;
  return `Set ${set.join(", ")} and remove ${removed.join(", ")} config vars`;
}

/** Heroku's words are (unverified). */
function requireRoom(call: Call, vars: Vars): void {
  const bytes = Object.entries(vars).reduce((sum, [key, value]) => sum + Buffer.byteLength(key + value), 0);
  const limit = call.limits.configBytesPerApp;
  if (bytes > limit) throw invalidParams(`Config vars can't be larger than ${limit / 1024} KB together.`);
}
