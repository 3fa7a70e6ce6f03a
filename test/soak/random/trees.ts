import fc from "fast-check";

export type Path = readonly (string | number)[];

/** The paths of everything in a value, the value itself included. */
export function pathsIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [path];
  const keys = Array.isArray(value) ? value.map((_, index) => index) : Object.keys(value);
  return [path, ...keys.flatMap((key) => pathsIn((value as Record<string | number, unknown>)[key], [...path, key]))];
}

/** The same value with another one at a path. */
export function replaced(value: unknown, [key, ...rest]: Path, by: unknown): unknown {
  if (key === undefined) return by;
  if (Array.isArray(value)) return value.map((item, index) => (index === key ? replaced(item, rest, by) : item));
  const entries = Object.entries(value as object);
  return Object.fromEntries(entries.map(([each, item]) => [each, each === key ? replaced(item, rest, by) : item]));
}

/** A value that `of` gives, with one of another kind somewhere in it. */
export const withOneWrong = (of: fc.Arbitrary<unknown>, wrong: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.tuple(of, fc.nat(), wrong).map(([value, nth, by]) => {
    const paths = pathsIn(value);
    return replaced(value, paths[nth % paths.length] as Path, by);
  });
