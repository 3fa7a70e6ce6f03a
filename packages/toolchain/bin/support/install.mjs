import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { mendable } from "./node-24.mjs";

const ROOT = fileURLToPath(new URL("../../../..", import.meta.url));

/**
 * Runs `npm ci` where what is installed is not what the lock file says.
 * @param {string} [root]
 * @param {NodeJS.ProcessEnv} [env]
 */
export function installDependencies(root = ROOT, env = process.env) {
  if (isInstalled(root)) return;
  process.stderr.write("Installing what package-lock.json lists (npm ci; usually less than a minute) ...\n");
  const begun = performance.now();
  const { status, error } = spawnSync("npm", ["ci", "--include=dev", "--no-progress", "--loglevel=error"], {
    cwd: root,
    env: { ...env, PATH: withoutModules(env.PATH ?? "") },
    stdio: ["ignore", 2, 2],
  });
  if (status !== 0)
    throw mendable(
      `\`npm ci\` failed${error ? ` (${error.message})` : ""}; its reason is above. Run it again by hand.`,
    );
  process.stderr.write(`  done in ${Math.round((performance.now() - begun) / 1000)} s\n`);
}

/**
 * npm writes `node_modules/.package-lock.json` when all else is in place, so an install that was killed has none. It lists
 * the same packages as the lock file, except the optional ones that are not for this machine.
 * @param {string} root
 */
export function isInstalled(root) {
  const installed = packages(join(root, "node_modules", ".package-lock.json"));
  const wanted = packages(join(root, "package-lock.json"));
  if (!installed || !wanted) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    if (!path.includes("node_modules/")) return true; // The root and its workspaces: linked, not installed.
    const there = installed[path];
    if (!there) return Boolean(entry.optional || entry.devOptional);
    return there.version === entry.version && there.integrity === entry.integrity && there.link === entry.link;
  });
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, integrity?: string, link?: boolean, optional?: boolean, devOptional?: boolean }> | undefined}
 */
function packages(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8")).packages;
  } catch (error) {
    // Absent or cut short: not installed.
    if (error instanceof SyntaxError || /** @type {NodeJS.ErrnoException} */ (error).code === "ENOENT")
      return undefined;
    throw error;
  }
}

/**
 * npm puts `node_modules/.bin` first on PATH, and the Node in there is about to be removed from under the `npm ci` it runs.
 * @param {string} path
 */
function withoutModules(path) {
  const end = join("node_modules", ".bin");
  return path
    .split(delimiter)
    .filter((folder) => !folder.endsWith(end))
    .join(delimiter);
}
