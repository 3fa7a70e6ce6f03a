import type { Release } from "../model/release.ts";
import { slugs } from "../model/slug.ts";
import type { Platform } from "../platform.ts";

/** Names of config vars and plans, and the beginning of the code's version. */
export type Changes = Record<"set" | "changed" | "added" | "removed" | "code", string[]>;

/** What a release changed against the one before it; never to which values. */
export function changesBy(platform: Platform, release: Release, before: Release | undefined): Changes {
  const { vars, addon_plan_names: plans, slug } = release;
  const earlierVars: Release["vars"] = before?.vars ?? {};
  const earlierPlans = before?.addon_plan_names ?? [];
  const names = Object.keys(vars);
  const isKnown = (name: string) => Object.hasOwn(earlierVars, name);
  return {
    code: slug === null || slug === before?.slug ? [] : [(slugs(platform).get(slug)?.commit ?? slug).slice(0, 8)],
    set: names.filter((name) => !isKnown(name)),
    changed: names.filter((name) => isKnown(name) && vars[name] !== earlierVars[name]),
    added: plans.filter((plan) => !earlierPlans.includes(plan)),
    removed: [
      ...Object.keys(earlierVars).filter((name) => !Object.hasOwn(vars, name)),
      ...earlierPlans.filter((plan) => !plans.includes(plan)),
    ],
  };
}
