import { appNameOf, type Rule, releasesEachTime } from "./scene.ts";

/** It happens once for each content of the source; deleting it forgets it. */
export const build: Rule = {
  releases: releasesEachTime,

  impacts: (change, scene) =>
    change.op === "delete"
      ? []
      : [{ kind: "slow", app: appNameOf(change, scene), text: "The build takes some minutes." }],
};
