import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Document, parse, parseDocument } from "yaml";

/** Changes a stack file and leaves its comments where they are. */
export function changeStackFile<T>(root: string, stack: string, change: (document: Document) => T): T {
  const file = join(root, fileOf(stack));
  const document = parseDocument(readFileSync(file, "utf8"));
  const result = change(document);
  writeFileSync(file, String(document));
  return result;
}

export const fileOf = (stack: string) => `Pulumi.${stack}.yaml`;

/** A key of a stack file that is text, by the end of its name: `release` of `consumer-notebook:release`. */
export function textIn(source: string, name: string): string | undefined {
  const { config = {} }: { config?: Record<string, unknown> } = parse(source);
  const value = Object.entries(config).find(([key]) => key.endsWith(`:${name}`))?.[1];
  return value === undefined || value === null ? undefined : String(value);
}
