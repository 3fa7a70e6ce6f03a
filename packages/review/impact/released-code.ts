import type { Rule } from "./scene.ts";

/** Code that is built already is released once for each value of its inputs; deleting it forgets it. */
export const release: Rule = { releases: ({ op }) => (op === "delete" ? 0 : 1) };
