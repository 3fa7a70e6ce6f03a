/** How much of each long part is shown. */
export interface Room {
  rows: number;
  paths: number;
  /** Characters of a name or a value. */
  value: number;
  nodes: number;
}

/** From everything to next to nothing: the first that fits is taken. */
export const ROOMS: readonly Room[] = [
  { rows: 200, paths: 40, value: 160, nodes: 60 },
  { rows: 100, paths: 20, value: 120, nodes: 40 },
  { rows: 50, paths: 12, value: 80, nodes: 30 },
  { rows: 25, paths: 8, value: 60, nodes: 20 },
  { rows: 10, paths: 4, value: 40, nodes: 0 },
  { rows: 3, paths: 2, value: 40, nodes: 0 },
  { rows: 0, paths: 0, value: 20, nodes: 0 },
];

/** The first of a list, and a line that says how many are left out. */
export function limited<T>(items: readonly T[], most: number, noun: string): { shown: readonly T[]; rest: string[] } {
  const left = items.length - most;
  if (left <= 0) return { shown: items, rest: [] };
  return { shown: items.slice(0, most), rest: [`${left} more ${noun}${left === 1 ? "" : "s"} left out here`] };
}
