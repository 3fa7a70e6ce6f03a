import { type ChangedPath, type ResourceView, SECRET, UNKNOWN } from "../model.ts";
import { leaves } from "./paths.ts";
import { canonical, has } from "./values.ts";

/** Every input of what comes or goes. */
export function whole(kind: "add" | "delete", view: ResourceView | undefined): ChangedPath[] {
  return leaves(view?.inputs ?? {})
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([path, value]) =>
      kind === "add" ? changed(path, kind, false, undefined, value) : changed(path, kind, false, value, undefined),
    );
}

export function changed(path: string, kind: string, replaces: boolean, before: unknown, after: unknown): ChangedPath {
  const gone = kind === "delete";
  return {
    path,
    kind: kind === "add" || gone ? kind : "update",
    replaces,
    secret: has(SECRET, before) || has(SECRET, after),
    ...(kind === "add" || before === undefined ? {} : { before }),
    ...(gone || after === undefined ? {} : { after }),
    unknown: !gone && has(UNKNOWN, after),
  };
}

export function differences(before: Record<string, unknown>, after: Record<string, unknown>): ChangedPath[] {
  const [was, is] = [new Map(leaves(before)), new Map(leaves(after))];
  return [...new Set([...was.keys(), ...is.keys()])].toSorted().flatMap((path) => {
    const [one, other] = [was.get(path), is.get(path)];
    if (canonical(one) === canonical(other)) return [];
    const kind = !was.has(path) ? "add" : !is.has(path) ? "delete" : "update";
    return [changed(path, kind, false, one, other)];
  });
}
