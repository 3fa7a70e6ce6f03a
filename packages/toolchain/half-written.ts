import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

/**
 * Mends what a Pulumi that was killed in the middle of a write leaves of its file backend: without it every later command
 * ends with "failed to load checkpoint: EOF". Attributes beside a file are dispensable; of a checkpoint there is a backup.
 * Only for a state that nobody works on. Returns the files that were mended.
 */
export function mendHalfWritten(state: string): string[] {
  const { attributes, checkpoints } = halfWritten(state);
  for (const file of attributes) rmSync(file);
  for (const file of checkpoints) {
    if (isWhole(`${file}.bak`)) copyFileSync(`${file}.bak`, file);
    else rmSync(file);
  }
  return [...attributes, ...checkpoints];
}

/** What it would mend. */
export function halfWritten(state: string): { attributes: string[]; checkpoints: string[] } {
  const root = join(state, ".pulumi");
  if (!existsSync(root)) return { attributes: [], checkpoints: [] };
  const files = readdirSync(root, { recursive: true, encoding: "utf8" }).map((name) => join(root, name));
  const torn = files.filter((file) => /\.attrs$|\/stacks\/.*\.json$/.test(file) && !isWhole(file));
  const isAttributes = (file: string) => file.endsWith(".attrs");
  return {
    attributes: torn.filter(isAttributes),
    checkpoints: torn.filter((file) => !isAttributes(file)),
  };
}

function isWhole(file: string): boolean {
  try {
    JSON.parse(readFileSync(file, "utf8"));
    return true;
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === "ENOENT") return false;
    throw error;
  }
}
