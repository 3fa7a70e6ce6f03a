/** Whether two lists say the same, where their order says nothing. */
export const sameInAnyOrder = (one: readonly string[], other: readonly string[]): boolean =>
  one.toSorted().join("\n") === other.toSorted().join("\n");

/** What is declared, where Heroku has the same in another order. */
export const asDeclared = <T extends string>(declared: T[] | undefined, found: T[]): T[] =>
  declared && sameInAnyOrder(declared, found) ? declared : found;

/**
 * A list whose order says nothing: as it was declared, while that means what is there. Words of Heroku's that are none of
 * `known` are left out.
 */
export function inDeclaredOrder<T extends string>(known: readonly T[], found: string[], declared?: T[]): T[] {
  if (declared !== undefined && sameInAnyOrder([...new Set(declared)], [...new Set(found)])) return declared;
  return found.flatMap((each) => known.filter((word) => word === each));
}
