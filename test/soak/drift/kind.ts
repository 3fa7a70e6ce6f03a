import type { Changes } from "../../support/preview.ts";
import type { Project } from "../../support/project.ts";
import type { Picture } from "./picture.ts";
import type { Found, Shown } from "./shown.ts";

/** Heroku as somebody else would change it. */
export interface World {
  project: Project;
  app: string;
  pipeline: string;
  /** UUIDs by service. */
  addOns: Record<string, string>;
}

/** Something that somebody does behind the stack's back. */
export interface Kind {
  /** As a case names it. */
  name: string;
  /** What it is done to, as a path; a storm does one thing to each. */
  to: string;
  /** Paths of whatever goes along with it: what is done to those shows no more. */
  takes?: string[];
  /** Made before all others: it would undo them, or they leave it no ground. */
  first?: boolean;
  make(world: World): Promise<unknown>;
  /** By resource, such as `App site`. */
  refresh?: Record<string, Found>;
  plan?: Changes;
  /** What the next `up` leaves as it is now, as the stack does not own it. */
  stays?(picture: Picture): void;
}

/** What a storm of these must show, those left out that went along with another. */
export function together(kinds: readonly Kind[]): Shown & { left: Kind[] } {
  const left = kinds.filter((kind) => !kinds.some((other) => other !== kind && other.takes?.some(isAbove(kind.to))));
  const refresh: Shown["refresh"] = {};
  const plan: Changes = {};
  for (const kind of left) {
    for (const [resource, found] of Object.entries(kind.refresh ?? {}))
      refresh[resource] = both(refresh[resource], found);
    for (const [resource, change] of Object.entries(kind.plan ?? {})) {
      const before = plan[resource];
      const isWhole = before && before.op !== "update";
      plan[resource] = isWhole ? before : { op: change.op, diff: { ...before?.diff, ...change.diff } };
    }
  }
  return { left, refresh, plan };
}

/** In the order in which they can be done: what takes others along comes last, the smaller first. */
export const ordered = (kinds: readonly Kind[]): Kind[] => kinds.toSorted((one, other) => rank(one) - rank(other));

const rank = ({ first, takes, to }: Kind) => (first ? 0 : takes ? 3 - to.split("/").length / 10 : 1);

const isAbove = (path: string) => (above: string) => path === above || path.startsWith(`${above}/`);

const both = (one: Found | undefined, other: Found): Found =>
  one === "gone" || other === "gone" ? "gone" : [...new Set([...(one ?? []), ...other])].sort();
