import type { z } from "zod";
import { marked } from "./fields.ts";
import { isObject, type Plain, type PlainObject, pathText } from "./values.ts";

export type ChangeKind = "add" | "delete" | "update";

export interface Change {
  path: (string | number)[];
  kind: ChangeKind;
  replaces: boolean;
}

/** What differs between two sets of inputs, leaf by leaf. */
export function diff(schema: z.ZodObject, olds: PlainObject, news: PlainObject): Change[] {
  return differences(fieldsOf(olds), fieldsOf(news), [])
    .filter(({ path, kind }) => kind !== "delete" || !marked(schema, path, "chosenByHeroku"))
    .map(({ path, kind }) => ({ path, kind, replaces: marked(schema, path, "replaces") }));
}

/** The engine's own notes among a resource's inputs begin with two underscores; below the top any key is somebody's. */
const fieldsOf = (inputs: PlainObject): PlainObject =>
  Object.fromEntries(Object.entries(inputs).filter(([key]) => !key.startsWith("__")));

const own = (value: PlainObject, key: string) => (Object.hasOwn(value, key) ? value[key] : undefined);

export const changeText = (change: Change): string => pathText(change.path);

function differences(
  old: Plain | undefined,
  now: Plain | undefined,
  path: (string | number)[],
): Omit<Change, "replaces">[] {
  if (isAbsent(old) && isAbsent(now)) return [];
  if (isAbsent(old)) return [{ path, kind: "add" }];
  if (isAbsent(now)) return [{ path, kind: "delete" }];
  if (Array.isArray(old) && Array.isArray(now)) {
    const indices = [...Array(Math.max(old.length, now.length)).keys()];
    return indices.flatMap((index) => differences(old[index], now[index], [...path, index]));
  }
  if (isObject(old) && isObject(now)) {
    const keys = [...new Set([...Object.keys(old), ...Object.keys(now)])].sort();
    return keys.flatMap((key) => differences(own(old, key), own(now, key), [...path, key]));
  }
  return old === now ? [] : [{ path, kind: "update" }];
}

const isAbsent = (value: Plain | undefined): value is null | undefined => value === undefined || value === null;
