import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readlinkSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { ROOT } from "@consumer-notebook/toolchain";

/** Paths that git lists, from the root on. */
const listed = (...options: string[]): string[] =>
  execFileSync("git", ["ls-files", "-z", "--exclude-standard", ...options], { cwd: ROOT, encoding: "utf8" })
    .split("\0")
    .filter((path) => path !== "" && existsSync(join(ROOT, path)));

/** Paths of all files that git knows or would add. */
export const repositoryFiles = (): string[] => listed("--cached", "--others", "--deduplicate");

/** Copies these files as they are in the working tree, and links what npm has installed. */
export function copyRepository(files: readonly string[], to: string): void {
  for (const path of files) cpSync(join(ROOT, path), join(to, path), { verbatimSymlinks: true });
  linkInstalled(join(ROOT, "node_modules"), join(to, "node_modules"));
  const others = listed("--others", "--ignored", "--directory").filter((path) => /.\/node_modules\/$/.test(path));
  for (const path of others) {
    mkdirSync(dirname(join(to, path)), { recursive: true });
    symlinkSync(join(ROOT, path), join(to, path.slice(0, -1)));
  }
}

/** A workspace's link is made again: it must lead to the package of the copy. */
function linkInstalled(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const { name } = entry;
    if (entry.isSymbolicLink()) symlinkSync(readlinkSync(join(from, name)), join(to, name));
    else if (name.startsWith("@") || name === ".bin") linkInstalled(join(from, name), join(to, name));
    else if (!name.startsWith(".") || name === ".package-lock.json") symlinkSync(join(from, name), join(to, name));
  }
}
