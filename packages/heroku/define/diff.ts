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
  return differences(olds, news, []).map(({ path, kind }) => ({
    path,
    kind,
    replaces: marked(schema, path, "replaces"),
  }));
}

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
    const keys = [...new Set([...Object.keys(old), ...Object.keys(now)])].filter((key) => !key.startsWith("__")).sort();
    return keys.flatMap((key) => differences(old[key], now[key], [...path, key]));
  }
  return old === now ? [] : [{ path, kind: "update" }];
}

const isAbsent = (value: Plain | undefined): value is null | undefined => value === undefined || value === null;
