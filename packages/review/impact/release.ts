import type { Impact, ReviewedChange } from "../model.ts";
import { appNameOf, goesWithItsApp, hasPreboot, listed, runningTypes, type Scene } from "./scene.ts";

/**
 * What releases bring about: Heroku restarts every dyno that runs, of all process types.
 * https://devcenter.heroku.com/articles/dynos#restarting
 */
export function ofReleases(change: ReviewedChange, scene: Scene, count: number): Impact[] {
  if (count === 0 || goesWithItsApp(change, scene)) return [];
  const app = appNameOf(change, scene);
  const text =
    count === 1
      ? "Makes a new release: a numbered version of code and config vars that one can go back to."
      : `Makes ${count} new releases, one after another.`;
  return [...restarts(change, scene), { kind: "releases", app, text }];
}

function restarts(change: ReviewedChange, scene: Scene): Impact[] {
  const app = appNameOf(change, scene);
  const types = runningTypes(change, scene);
  if (types?.length === 0) return [];
  const noticed = noticedOf(types ?? ["web"], hasPreboot(change, scene));
  const which = types ? `the ${listed(types)} dynos` : "every dyno of the app that runs";
  return [{ kind: "restarts", app, text: `Restarts ${which}. ${noticed}`, ...(types ? { details: types } : {}) }];
}

/** What visitors notice of dynos that restart. That preboot does not help where their size changes is (unverified). */
export function noticedOf(types: readonly string[], preboot = false): string {
  if (!types.includes("web")) return NOT_WEB;
  return preboot ? NO_GAP : GAP;
}

/** https://devcenter.heroku.com/articles/preboot */
const NO_GAP = "Visitors notice nothing of it: with preboot the new web dynos take over before the old ones stop.";
const NOT_WEB = "Visitors still get pages; what these dynos are at is broken off.";
/** How long the gap is depends on how fast the app starts (unverified). */
const GAP = "Visitors wait or see an error page for some seconds: the old web dynos stop before the new ones answer.";
