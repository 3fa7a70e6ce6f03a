import { relative } from "node:path";
import type { Check } from "../place.ts";
import { ok } from "../place.ts";

/** Whoever gets here runs with a Node that will do. */
export const check: Check = ({ root }) => {
  const path = relative(root, process.execPath);
  return [ok(`${process.versions.node}, ${path.startsWith("..") ? process.execPath : path}`)];
};
