import type { Rule } from "./scene.ts";

/** Attaching and detaching are a release each of the app that gets or loses the config vars. */
export const addOnAttachment: Rule = {
  releases: ({ op }) => (op === "replace" ? 2 : op === "update" ? 0 : 1),
};
