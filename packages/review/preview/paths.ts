import { isRecord } from "./values.ts";

const SIMPLE = /^[A-Za-z_$][\w$]*$/;
const PART = /\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]|\.?([^.[]+)/g;

/** `vars["A.B"][0].c` → `["vars", "A.B", 0, "c"]`. */
export function parsePath(path: string): (string | number)[] {
  return [...path.matchAll(PART)].map(([, index, quoted, plain]) =>
    index === undefined ? (quoted?.replace(/\\(.)/g, "$1") ?? plain ?? "") : Number(index),
  );
}

export function valueAt(root: unknown, path: string): unknown {
  let value = root;
  for (const part of parsePath(path)) {
    if (Array.isArray(value)) value = value[Number(part)];
    else if (isRecord(value) && Object.hasOwn(value, String(part))) value = value[String(part)];
    else return undefined;
  }
  return value;
}

/** Every value that has no parts of its own, by its path; lists are values. */
export function leaves(root: Record<string, unknown>, prefix = ""): [path: string, value: unknown][] {
  return Object.entries(root).flatMap(([key, value]): [string, unknown][] => {
    const path = prefix === "" && SIMPLE.test(key) ? key : prefix + segment(key);
    return isRecord(value) && Object.keys(value).length > 0 ? leaves(value, path) : [[path, value]];
  });
}

const segment = (key: string) =>
  SIMPLE.test(key) ? `.${key}` : `["${key.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"]`;
