import { impactsOf, releasesOf } from "../../impact/index.ts";
import type { Impact, Operation, ResourceView, ReviewedChange } from "../../model.ts";

type Fields = Record<string, unknown>;

export const APP = "0b7a5c1e-app";

/** A resource named `site`, or `site-…`, of the app `shop`. */
export function view(type: string, inputs: Fields, outputs: Fields = {}, name = "site"): ResourceView {
  const own = type === "App" ? { name: "shop", ...inputs } : { app: APP, ...inputs };
  return { urn: `urn:${type}:${name}`, type, name, inputs: own, outputs };
}

export function change(op: Operation, before: ResourceView | undefined, after: ResourceView | undefined, paths = [""]) {
  const { urn, type, name } = after ?? before ?? view("", {});
  const kind = "update" as const;
  const changed = paths.map((path) => ({ path, kind, replaces: false, secret: false, unknown: false }));
  return { urn, type, name, op, protect: false, paths: changed, before, after } satisfies ReviewedChange;
}

export const create = (after: ResourceView) => change("create", undefined, after);
export const remove = (before: ResourceView) => change("delete", before, undefined);
export const update = (before: ResourceView, after: ResourceView, ...paths: string[]) =>
  change("update", before, after, paths);
export const replace = (before: ResourceView, after: ResourceView) => change("replace", before, after);

export const WEB_AND_WORKER = view("Formation", {
  processes: { web: { quantity: 2, size: "basic" }, worker: { quantity: 1, size: "basic" } },
});

const STACK = [view("App", {}), WEB_AND_WORKER];

/** The first of the changes, judged in a stack with an app that runs web and worker. */
export function judged(changes: [ReviewedChange, ...ReviewedChange[]], stack: ResourceView[] = STACK) {
  const [first] = changes;
  const views = changes.flatMap(({ before, after }) => after ?? before ?? []);
  const all = [...stack.filter(({ urn }) => views.every((each) => each.urn !== urn)), ...views];
  return { impacts: impactsOf(first, all, changes), releases: releasesOf(first, all, changes) };
}

/** `["restarts: web worker", "releases: "]`: kinds and details, without the sentences. What stays has tests of its own. */
export const brief = (impacts: Impact[]): string[] =>
  impacts
    .filter(({ kind }) => kind !== "data")
    .map(({ kind, details }) => `${kind}: ${(details ?? []).join(" ")}`.trim());
