import { uuidOf } from "../ids.ts";

/**
 * Stacks as of 2025-11; https://devcenter.heroku.com/articles/stack. Verified: names and which of them are deprecated.
 * (unverified): ids, times, and that heroku-24 is still the default.
 */
export interface Stack {
  id: string;
  name: string;
  default: boolean;
  state: "public" | "deprecated" | "beta";
  created_at: string;
  updated_at: string;
}

const DEFAULT_STACK = "heroku-24";

type Row = [name: string, state: Stack["state"], created: string];

const ROWS: Row[] = [
  ["heroku-22", "public", "2022-06-14T00:00:00Z"],
  ["heroku-24", "public", "2024-05-30T00:00:00Z"],
  ["container", "public", "2017-10-03T00:00:00Z"],
  ["cnb", "public", "2024-12-03T00:00:00Z"],
];

export const stacks: readonly Stack[] = ROWS.map(([name, state, created]) => ({
  id: uuidOf(`stack:${name}`),
  name,
  default: name === DEFAULT_STACK,
  state,
  created_at: created,
  updated_at: created,
}));

export function findStack(identity: string): Stack | undefined {
  return stacks.find((stack) => stack.name === identity || stack.id === identity);
}

export function defaultStack(generation: "cedar" | "fir"): Stack {
  const found = findStack(generation === "fir" ? "cnb" : DEFAULT_STACK);
  if (!found) throw new Error("the catalogue has no default stack");
  return found;
}
