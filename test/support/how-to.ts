import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** What the fenced parts of a page of docs/how-to have one type. */
export function commandsOf(page: string): string[] {
  const text = readFileSync(fileURLToPath(new URL(`../../docs/how-to/${page}.md`, import.meta.url)), "utf8");
  return [...text.matchAll(/^```\n(.*?)^```$/gms)].flatMap(([, block = ""]) => block.trim().split("\n"));
}
