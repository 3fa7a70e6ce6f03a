import { execFile } from "node:child_process";
import { accessSync, constants, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import compare from "semver/functions/compare.js";
import gte from "semver/functions/gte.js";
import valid from "semver/functions/valid.js";
import { PULUMI_VERSION } from "./versions.ts";

export const NODE_HOST = "pulumi-language-nodejs";

/** A CLI that somebody else installed. */
export interface InstalledPulumi {
  pulumi: string;
  from: "PATH" | "versions";
}

/** One on PATH, else one in `~/.pulumi/versions`, that is new enough and has its Node host; `undefined` if there is none. */
export async function findPulumi(env: NodeJS.ProcessEnv, memory?: string): Promise<InstalledPulumi | undefined> {
  for (const pulumi of executables("pulumi", env)) {
    const real = realpathSync(pulumi);
    if (isOurShim(real) || !(hasHostBeside(real) || isOnPath(NODE_HOST, env))) continue;
    if (await isNewEnough(pulumi, env, memory)) return { pulumi, from: "PATH" };
  }
  for (const pulumi of installedVersions(env))
    if (isExecutable(pulumi) && hasHostBeside(pulumi) && (await isNewEnough(pulumi, env, memory)))
      return { pulumi, from: "versions" };
  return undefined;
}

/** Whether there is such a command, without running it. */
export const isOnPath = (name: string, env: NodeJS.ProcessEnv): boolean => !executables(name, env).next().done;

function* executables(name: string, env: NodeJS.ProcessEnv): Generator<string> {
  for (const folder of (env.PATH ?? "").split(delimiter)) {
    const file = join(folder || ".", name);
    if (isExecutable(file)) yield file;
  }
}

/** An empty file is none: a shell would take it for a script that does nothing, and say that it went well. */
export function isExecutable(file: string): boolean {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (!stats?.isFile() || stats.size === 0) return false;
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The shim of this clone or of any other: npm puts it in front of everything in each script. */
function isOurShim(real: string): boolean {
  return real.endsWith(join("toolchain", "bin", "pulumi.mjs"));
}

const hasHostBeside = (pulumi: string): boolean => isExecutable(join(dirname(pulumi), NODE_HOST));

/**
 * Where Pulumi's Automation API (always in the home directory) and npm's package `pulumi` (in PULUMI_HOME, if it is set) install
 * CLIs: `versions/VERSION/bin/pulumi`. The nearest to ours comes first.
 * https://github.com/pulumi/pulumi/blob/v3.259.0/sdk/nodejs/automation/cmd.ts (withDefaults), npm/lib/cache.js
 */
function installedVersions(env: NodeJS.ProcessEnv): string[] {
  const homes = new Set([env.PULUMI_HOME || [], join(env.HOME || homedir(), ".pulumi")].flat());
  return [...homes].flatMap((home) => {
    const folder = join(home, "versions");
    const fitting = namesIn(folder).filter((name) => valid(name) && gte(name, PULUMI_VERSION));
    return fitting.sort(compare).map((name) => join(folder, name, "bin", "pulumi"));
  });
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // Absent or unreadable: nothing is installed there for us.
  }
}

async function isNewEnough(pulumi: string, env: NodeJS.ProcessEnv, memory?: string): Promise<boolean> {
  const version = await versionOf(pulumi, env, memory);
  return version !== undefined && gte(version, PULUMI_VERSION);
}

/** What is remembered of each CLI, by its path. */
type Memory = Record<string, { mtimeMs: number; size: number; version: string }>;

/** Asking the CLI for its version takes a fifth of a second; the answer is remembered for as long as the file is the same. */
async function versionOf(pulumi: string, env: NodeJS.ProcessEnv, memory?: string): Promise<string | undefined> {
  if (memory === undefined) return await askVersion(pulumi, env);
  const { mtimeMs, size } = statSync(pulumi);
  const known = remembered(memory);
  const before = known[pulumi];
  if (before?.mtimeMs === mtimeMs && before.size === size) return before.version;
  const version = await askVersion(pulumi, env);
  if (version !== undefined) {
    await mkdir(dirname(memory), { recursive: true });
    await writeFile(memory, JSON.stringify({ ...known, [pulumi]: { mtimeMs, size, version } }));
  }
  return version;
}

function remembered(memory: string): Memory {
  try {
    return JSON.parse(readFileSync(memory, "utf8"));
  } catch {
    return {}; // Nothing remembered yet, or a write was cut short: ask again.
  }
}

/** What `pulumi version` says; `undefined` from a file that is no working CLI. */
export async function askVersion(pulumi: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)(pulumi, ["version"], {
      env: { ...env, PULUMI_SKIP_UPDATE_CHECK: "true" },
      timeout: 20_000,
    });
    return valid(stdout.trim()) ?? undefined;
  } catch {
    return undefined; // A `pulumi` that can't say its version is not one that we can use.
  }
}
