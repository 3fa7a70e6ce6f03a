/**
 * A list whose order says nothing: as it was declared, while that means what is there. Words of Heroku's that are none of
 * `known` are left out.
 */
export function inDeclaredOrder<T extends string>(known: readonly T[], found: string[], declared?: T[]): T[] {
  if (declared !== undefined && sorted(declared) === sorted(found)) return declared;
  return found.flatMap((each) => known.filter((word) => word === each));
}

const sorted = (all: string[]): string => [...new Set(all)].sort().join("\n");
