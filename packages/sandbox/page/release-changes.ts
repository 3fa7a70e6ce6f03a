import type { Release } from "../model/release.ts";
import { slugs } from "../model/slug.ts";
import type { Platform } from "../platform.ts";

export interface Change {
  word: "set" | "changed" | "removed" | "code" | "added";
  what: string;
}

/** What a release changed against the one before it; of config vars the names. */
export function changesBy(platform: Platform, release: Release, before: Release | undefined): Change[] {
  return [
    ...varChanges(release.vars, before?.vars ?? {}),
    ...planChanges(release, before),
    ...codeChange(platform, release, before),
  ];
}

function varChanges(now: Release["vars"], before: Release["vars"]): Change[] {
  const set = Object.keys(now)
    .filter((key) => now[key] !== before[key])
    .map((key) => ({ word: Object.hasOwn(before, key) ? "changed" : "set", what: key }) as const);
  const removed = Object.keys(before).filter((key) => !Object.hasOwn(now, key));
  return [...set, ...removed.map((what) => ({ word: "removed", what }) as const)];
}

function planChanges({ addon_plan_names: now }: Release, before: Release | undefined): Change[] {
  const earlier = before?.addon_plan_names ?? [];
  const added = now.filter((plan) => !earlier.includes(plan)).map((what) => ({ word: "added", what }) as const);
  const removed = earlier.filter((plan) => !now.includes(plan)).map((what) => ({ word: "removed", what }) as const);
  return [...added, ...removed];
}

function codeChange(platform: Platform, { slug }: Release, before: Release | undefined): Change[] {
  if (slug === null || slug === before?.slug) return [];
  const commit = slugs(platform).get(slug)?.commit ?? slug;
  return [{ word: "code", what: commit.slice(0, 8) }];
}
