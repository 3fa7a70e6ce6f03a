import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The commands of a page in docs/ that begin in a certain way, each without that beginning, split into words. */
export function commandsIn(page: string, begin: string): string[][] {
  const text = readFileSync(fileURLToPath(new URL(`../../docs/${page}`, import.meta.url)), "utf8");
  const lines = text.split("\n").map((line) => line.trim());
  return lines.flatMap((line) => (line.startsWith(begin) ? [line.slice(begin.length).trim().split(" ")] : []));
}
