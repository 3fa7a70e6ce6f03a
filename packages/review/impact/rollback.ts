import type { Rule } from "./scene.ts";

/** Going back is a release of its own; deleting it forgets it. */
export const rollback: Rule = {
  releases: ({ op }) => (op === "delete" ? 0 : 1),
};
