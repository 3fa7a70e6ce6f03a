import { spawnSync } from "node:child_process";
import { existsSync, realpathSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { endLike, runChild } from "./child.mjs";

const NEEDED = 24;
const OURS = fileURLToPath(new URL("../../../../node_modules/.bin/node", import.meta.url));

/**
 * The Node that everything runs with: the one that npm installed, else this one or one on PATH if it is new enough.
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string | undefined}
 */
export function findNode(env = process.env) {
  if (existsSync(OURS)) return realpathSync(OURS);
  if (major(process.versions.node) >= NEEDED) return process.execPath;
  const candidates = (env.PATH ?? "").split(delimiter).map((folder) => join(folder, "node"));
  return candidates.find((file) => existsSync(file) && isNewEnough(file));
}

/** @param {string} file */
function isNewEnough(file) {
  const { stdout } = spawnSync(file, ["--version"], { encoding: "utf8" });
  return major((stdout ?? "").replace(/^v/, "")) >= NEEDED;
}

/** @param {string} version */
function major(version) {
  return Number.parseInt(version, 10);
}

/**
 * Goes on in TypeScript: in this process if its Node can, else the same script again with one that can.
 * @param {string} script the `import.meta.url` of the script in `bin/`
 * @param {() => Promise<{ main(args: string[]): Promise<void> }>} load
 */
export async function continueOnNode24(script, load) {
  const args = process.argv.slice(2);
  if (major(process.versions.node) >= NEEDED) {
    const { main } = await load();
    return await main(args).catch(fail);
  }
  const node = findNode();
  if (node) return endLike(await runChild(node, [fileURLToPath(script), ...args]));
  fail(
    mendable(
      `This is Node ${process.versions.node}; Node ${NEEDED} or newer is needed. npm installs it on Linux (run \`npm ci\` ` +
        `without --omit=optional); elsewhere install it from https://nodejs.org.`,
    ),
  );
}

/**
 * An error that is shown as its message, without a stack trace.
 * @param {string} message
 */
export function mendable(message) {
  return Object.assign(new Error(message), { name: "ToolchainError" });
}

/**
 * @param {unknown} error
 * @returns {void}
 */
export function fail(error) {
  if (!(error instanceof Error && error.name === "ToolchainError")) throw error;
  process.stderr.write(`error: ${error.message}\n`);
  process.exitCode = 1;
}
