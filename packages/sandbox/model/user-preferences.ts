import type { Platform } from "../platform.ts";
import { collection } from "../store/collection.ts";
import type { Account } from "./account.ts";

/** What somebody has chosen on the dashboard. Its id is the account's. */
export interface UserPreferences {
  id: string;
  chosen: Record<string, unknown>;
}

export const userPreferences = collection<UserPreferences>("user_preferences");

const NOTHING_CHOSEN = {
  timezone: null,
  "default-organization": null,
  "dismissed-github-banner": null,
  "dismissed-getting-started": null,
  "dismissed-org-access-controls": null,
  "dismissed-org-wizard-notification": null,
  "dismissed-pipelines-banner": null,
  "dismissed-pipelines-github-banner": null,
  "dismissed-pipelines-github-banners": null,
  "dismissed-sms-banner": null,
};

export const preferencesOf = (platform: Platform, { id }: Account) => ({
  ...NOTHING_CHOSEN,
  ...userPreferences(platform).get(id)?.chosen,
});

export function choose(platform: Platform, { id }: Account, change: Record<string, unknown>): void {
  const before = userPreferences(platform).get(id)?.chosen;
  userPreferences(platform).put({ id, chosen: { ...before, ...change } });
}
