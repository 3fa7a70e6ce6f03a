import { versionInWords, versionOf } from "./code.ts";
import { appNameOf, type Rule, releasesEachTime } from "./scene.ts";

/** Going back is a release of its own; deleting it forgets it. */
export const rollback: Rule = {
  releases: releasesEachTime,

  impacts(change, scene) {
    const { op, after } = change;
    if (op === "delete" || versionOf(after) === undefined) return [];
    const text = `Goes back to ${versionInWords(after)}.`;
    return [{ kind: "releases", app: appNameOf(change, scene), text, details: [] }];
  },
};
