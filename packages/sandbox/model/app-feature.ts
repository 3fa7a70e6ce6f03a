import type { AppFeature } from "../catalogue/app-features.ts";
import { invalidParams } from "../errors.ts";
import type { Platform } from "../platform.ts";
import { collection } from "../store/collection.ts";
import type { App } from "./app.ts";
import { formations } from "./formation.ts";

/** Whether an app has a feature switched on; without a document it is off. */
export interface FeatureSwitch {
  id: string;
  app: string;
  name: string;
  enabled: boolean;
  updated_at: string;
}

export const featureSwitches = collection<FeatureSwitch>("feature_switches", { unique: [["app", "name"]] });

/** Preboot does nothing for Eco and Basic dynos; https://devcenter.heroku.com/articles/preboot */
const PREBOOT_TIERS = ["production", "private", "shield"];

/** Heroku's words, and that an app without any dyno yet is let through, are (unverified). */
const PREBOOT_REFUSED = "Preboot needs dynos of size Standard-1X or above.";

export function switchFeature(platform: Platform, app: App, feature: AppFeature, enabled: boolean): void {
  if (enabled && feature.name === "preboot") requirePreboot(platform, app);
  const known = featureSwitches(platform).find({ app: app.id, name: feature.name });
  const change = { enabled, updated_at: platform.timestamp() };
  if (known) featureSwitches(platform).update(known.id, change);
  else featureSwitches(platform).insert({ id: platform.uuid(), app: app.id, name: feature.name, ...change });
}

function requirePreboot(platform: Platform, app: App): void {
  const hasDynos = formations(platform).count({ app: app.id }) > 0;
  if (hasDynos && !PREBOOT_TIERS.includes(app.process_tier)) throw invalidParams(PREBOOT_REFUSED);
}

export function serializeAppFeature(platform: Platform, app: App, feature: AppFeature) {
  const known = featureSwitches(platform).find({ app: app.id, name: feature.name });
  return { ...feature, enabled: known?.enabled ?? false, updated_at: known?.updated_at ?? feature.updated_at };
}
