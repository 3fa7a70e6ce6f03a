import { invalidParams } from "../errors.ts";
import type { Platform } from "../platform.ts";
import { collection } from "../store/collection.ts";
import { type App, appRef } from "./app.ts";

/** Where an app's log goes. The sandbox sends nothing there. */
export interface LogDrain {
  id: string;
  app: string;
  /** May hold a password. */
  url: string;
  token: string;
  created_at: string;
  updated_at: string;
}

export const logDrains = collection<LogDrain>("log_drains", { unique: [["app", "url"]], hidden: ["url", "token"] });

/** https://devcenter.heroku.com/articles/log-drains */
const SCHEMES = ["syslog:", "syslog+tls:", "http:", "https:"];

/** Heroku's words are (unverified). */
const WRONG_URL = "Url is invalid.";
const TAKEN = "Url has already been taken.";

export function addLogDrain(platform: Platform, app: App, url: string): LogDrain {
  requireAddress(url);
  if (logDrains(platform).find({ app: app.id, url })) throw invalidParams(TAKEN);
  const limit = platform.limits.drainsPerApp;
  // Heroku's words are (unverified).
  if (logDrains(platform).count({ app: app.id }) >= limit)
    throw invalidParams(`You can't have more than ${limit} log drains.`);
  const now = platform.timestamp();
  return logDrains(platform).insert({
    id: platform.uuid(),
    app: app.id,
    url,
    token: `d.${platform.uuid()}`,
    created_at: now,
    updated_at: now,
  });
}

function requireAddress(url: string): void {
  const parsed = URL.parse(url);
  if (!parsed?.hostname || !SCHEMES.includes(parsed.protocol)) throw invalidParams(WRONG_URL);
}

/** By id, token or address. */
export function findLogDrain(platform: Platform, app: App, identity: string): LogDrain | undefined {
  return logDrains(platform)
    .list({ app: app.id })
    .find(({ id, token, url }) => [id, token, url].includes(identity));
}

export function serializeLogDrain(app: App, drain: LogDrain) {
  const { id, url, token, created_at, updated_at } = drain;
  return { addon: null, app: appRef(app), created_at, id, token, updated_at, url };
}
