import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { errorsPage } from "./errors-page.ts";
import { indexPage } from "./index-page.ts";
import { readModel } from "./model.ts";
import { referencePage } from "./page.ts";
import { packageSchema } from "./schema.ts";
import { namesOfSdk, registrySource, sdkSource } from "./sdk.ts";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const REFERENCE = "docs/reference";

/** Every generated file by its path from the repository's root. */
export async function generatedFiles(): Promise<Map<string, string>> {
  const model = await readModel();
  const names = namesOfSdk(model);
  return new Map([
    ["packages/heroku/generated/schema.json", packageSchema(model)],
    ["packages/heroku/generated/registry.ts", registrySource(model)],
    ["packages/heroku/generated/sdk.ts", sdkSource(model)],
    ["docs/errors.md", errorsPage()],
    [`${REFERENCE}/index.md`, indexPage(model, names)],
    ...model.nouns.map((noun): [string, string] => [`${REFERENCE}/${noun.name}.md`, referencePage(noun, names)]),
  ]);
}

/** The paths whose file is missing or not as generated, or is there without anything to be generated from. */
export function notCurrent(files: Map<string, string>, root = ROOT): string[] {
  const stale = [...files].filter(([path, text]) => read(join(root, path)) !== text).map(([path]) => path);
  return [...stale, ...leftovers(files, root)].sort();
}

export function writeFiles(files: Map<string, string>, root = ROOT): void {
  for (const path of leftovers(files, root)) rmSync(join(root, path));
  for (const [path, text] of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

const read = (path: string): string | undefined => (existsSync(path) ? readFileSync(path, "utf8") : undefined);

/** Pages of what is no longer there. */
const leftovers = (files: Map<string, string>, root: string): string[] =>
  globSync(`${REFERENCE}/*.md`, { cwd: root }).filter((path) => !files.has(path));
