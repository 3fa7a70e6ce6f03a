import type { ReviewedChange } from "../model.ts";
import { appNameOf, goesWithItsApp, isPreboot, type Rule } from "./scene.ts";

/**
 * Switching a feature makes no release (unverified). Without preboot web has a gap at each release from then on:
 * https://devcenter.heroku.com/articles/preboot
 */
export const appFeature: Rule = {
  impacts(change, scene) {
    if (!isPreboot(change.before ?? change.after) || !isSwitchedOff(change) || goesWithItsApp(change, scene)) return [];
    const text = "Preboot goes: from now on visitors wait or see an error page for some seconds at each release.";
    return [{ kind: "downtime", app: appNameOf(change, scene), text, details: ["web"] }];
  },
};

/** Deleting the resource restores what was there before it. */
function isSwitchedOff({ op, before, after }: ReviewedChange): boolean {
  if (before === undefined || before.inputs.enabled === false) return false;
  if (op === "delete") return before.outputs.enabledBefore !== true;
  return op === "update" && after?.inputs.enabled === false;
}
