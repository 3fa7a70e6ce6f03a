import type { Impact, ReviewedChange } from "../model.ts";
import { appNameOf, goesWithItsApp, hasPreboot, listed, runningTypes, type Scene } from "./scene.ts";

/**
 * What releases bring about: Heroku restarts every dyno that runs, of all process types.
 * https://devcenter.heroku.com/articles/dynos#restarting
 */
export function ofReleases(change: ReviewedChange, scene: Scene, count: number): Impact[] {
  if (count === 0 || goesWithItsApp(change, scene)) return [];
  const app = appNameOf(change, scene);
  const text = count === 1 ? "Makes a new release." : `Makes ${count} new releases, one after another.`;
  return [...restarts(change, scene), { kind: "releases", app, text }];
}

function restarts(change: ReviewedChange, scene: Scene): Impact[] {
  const app = appNameOf(change, scene);
  const types = runningTypes(change, scene);
  if (types === undefined) return [{ kind: "restarts", app, text: "Restarts every process of the app that runs." }];
  if (types.length === 0) return [];
  const gap = types.includes("web") ? ` ${hasPreboot(change, scene) ? NO_GAP : GAP}` : "";
  return [{ kind: "restarts", app, text: `Restarts ${listed(types)}.${gap}`, details: types }];
}

/** https://devcenter.heroku.com/articles/preboot */
const NO_GAP = "Visitors notice nothing: with preboot the new web dynos take over before the old ones stop.";
/** How long the gap is depends on how fast the app starts (unverified). */
const GAP = "Web answers slowly or not at all for some seconds: without preboot the old dynos stop first.";
