import { readdir, readFile, stat } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import ignore, { type Ignore } from "ignore";

/** Never part of a source: history, and what the buildpack installs itself. */
const NEVER = [".git", "node_modules"];

/** Patterns of one ignore file; its paths begin at `folder`. */
interface Rules {
  folder: string;
  patterns: Ignore;
}

/**
 * The files of a source folder, sorted, as paths with slashes: what git would track of it, less what `.slugignore`
 * names. `.gitignore` counts in every folder, and in those above up to the repository's root: a build on another machine
 * then has the same files, and a local `.env` stays local.
 */
export async function sourceFiles(root: string): Promise<string[]> {
  const slugignore = await rulesIn(root, ".slugignore");
  const tracked = await filesIn(root, await rulesAbove(root));
  const files = tracked.filter((file) => !isIgnored(slugignore, file, false));
  return files.map((file) => posix(relative(root, file))).sort();
}

/** Every file of a folder but git's history, sorted, as paths with slashes. */
export async function allFiles(root: string): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() || entry.isSymbolicLink());
  const paths = files.map(({ parentPath, name }) => posix(relative(root, join(parentPath, name))));
  return paths.filter((path) => path.split("/")[0] !== ".git").sort();
}

async function filesIn(folder: string, inherited: Rules[]): Promise<string[]> {
  const rules = [...inherited, ...(await rulesIn(folder, ".gitignore"))];
  const entries = (await readdir(folder, { withFileTypes: true })).filter(({ name }) => !NEVER.includes(name));
  const found = await Promise.all(
    entries.map(async (entry) => {
      const path = join(folder, entry.name);
      if (isIgnored(rules, path, entry.isDirectory())) return [];
      if (entry.isDirectory()) return filesIn(path, rules);
      return entry.isFile() || entry.isSymbolicLink() ? [path] : [];
    }),
  );
  return found.flat();
}

/** The rules nearest to the file that say anything of it decide. */
function isIgnored(rules: Rules[], path: string, isFolder: boolean): boolean {
  let ignored = false;
  for (const { folder, patterns } of rules) {
    const result = patterns.test(posix(relative(folder, path)) + (isFolder ? "/" : ""));
    ignored = result.ignored || (ignored && !result.unignored);
  }
  return ignored;
}

/** The `.gitignore` files above a folder, from the repository's root down; none outside a repository. */
async function rulesAbove(root: string): Promise<Rules[]> {
  const above: string[] = [];
  for (let folder = root; !(await exists(join(folder, ".git"))); folder = dirname(folder)) {
    const parent = dirname(folder);
    if (parent === folder) return [];
    above.unshift(parent);
  }
  return (await Promise.all(above.map((folder) => rulesIn(folder, ".gitignore")))).flat();
}

async function rulesIn(folder: string, name: string): Promise<Rules[]> {
  try {
    return [{ folder, patterns: ignore().add(await readFile(join(folder, name), "utf8")) }];
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

export async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

const isMissing = (error: unknown) =>
  error instanceof Error && "code" in error && ["ENOENT", "ENOTDIR", "ENAMETOOLONG"].includes(String(error.code));

const posix = (path: string) => path.split(sep).join("/");
