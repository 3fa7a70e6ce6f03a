import type { Rule } from "./scene.ts";
import { appNameOf } from "./scene.ts";

/** It happens once for each content of the source; deleting it forgets it. */
export const build: Rule = {
  releases: ({ op }) => (op === "delete" ? 0 : 1),

  impacts: (change, scene) =>
    change.op === "delete"
      ? []
      : [{ kind: "slow", app: appNameOf(change, scene), text: "The build takes some minutes." }],
};
