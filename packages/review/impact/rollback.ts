import { versionInWords, versionOf } from "./code.ts";
import { appNameOf, type Rule } from "./scene.ts";

/** Going back is a release of its own; deleting it forgets it. */
export const rollback: Rule = {
  releases: ({ op }) => (op === "delete" ? 0 : 1),

  impacts(change, scene) {
    const { op, after } = change;
    if (op === "delete" || versionOf(after) === undefined) return [];
    const text = `Goes back to ${versionInWords(after)}.`;
    return [{ kind: "releases", app: appNameOf(change, scene), text, details: [] }];
  },
};
