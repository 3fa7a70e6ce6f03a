import { invalidParams } from "../errors.ts";
import type { Platform } from "../platform.ts";
import { collection } from "../store/collection.ts";
import { type App, appRef } from "./app.ts";

/** A subscription to what happens to an app. The sandbox notifies nobody. */
export interface AppWebhook {
  id: string;
  app: string;
  url: string;
  level: "notify" | "sync";
  include: string[];
  /** These two are never answered. */
  secret: string | null;
  authorization: string | null;
  created_at: string;
  updated_at: string;
}

export const appWebhooks = collection<AppWebhook>("app_webhooks", {
  indexes: [["app"]],
  hidden: ["url", "secret", "authorization"],
});

/** https://devcenter.heroku.com/articles/app-webhooks#step-1-determine-which-events-to-subscribe-to */
const ENTITIES = [
  "api:addon",
  "api:addon-attachment",
  "api:app",
  "api:build",
  "api:collaborator",
  "api:domain",
  "api:dyno",
  "api:formation",
  "api:release",
  "api:sni-endpoint",
];

/** Heroku's words for what it refuses are (unverified). */
const WRONG_URL = "Url is invalid.";

export type Wanted = Partial<Pick<AppWebhook, "url" | "level" | "include" | "secret" | "authorization">>;

export function addWebhook(
  platform: Platform,
  app: App,
  wanted: Wanted & Pick<AppWebhook, "url" | "level" | "include">,
) {
  requireGood(wanted);
  const most = platform.limits.webhooksPerApp;
  if (appWebhooks(platform).count({ app: app.id }) >= most) {
    throw invalidParams(`You can't have more than ${most} webhooks.`);
  }
  const now = platform.timestamp();
  return appWebhooks(platform).insert({
    secret: null,
    authorization: null,
    ...wanted,
    id: platform.uuid(),
    app: app.id,
    created_at: now,
    updated_at: now,
  });
}

export function changeWebhook(platform: Platform, { id }: AppWebhook, wanted: Wanted): AppWebhook {
  requireGood(wanted);
  return appWebhooks(platform).update(id, { ...wanted, updated_at: platform.timestamp() });
}

function requireGood({ url, include }: Wanted): void {
  if (url !== undefined && !/^https?:$/.test(URL.parse(url)?.protocol ?? "")) throw invalidParams(WRONG_URL);
  const unknown = include?.find((entity) => !ENTITIES.includes(entity));
  if (unknown !== undefined) throw invalidParams(`Include contains an invalid value: ${unknown}.`);
  if (include?.length === 0) throw invalidParams("Include can't be blank.");
}

export function serializeWebhook(app: App, { id, url, level, include, created_at, updated_at }: AppWebhook) {
  return { app: appRef(app), created_at, id, include, level, updated_at, url };
}
