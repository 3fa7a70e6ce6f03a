import { execFile } from "node:child_process";
import { accessSync, constants, readFileSync, realpathSync, statSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import gte from "semver/functions/gte.js";
import valid from "semver/functions/valid.js";
import { PULUMI_VERSION } from "./versions.ts";

const NODE_HOST = "pulumi-language-nodejs";

/** A `pulumi` on PATH that is new enough and has its Node host; `undefined` where there is none. */
export async function findPulumi(env: NodeJS.ProcessEnv, memory?: string): Promise<string | undefined> {
  for (const candidate of executables("pulumi", env)) {
    const real = realpathSync(candidate);
    if (isOurShim(real) || !hasNodeHost(real, env)) continue;
    const version = await versionOf(candidate, env, memory);
    if (version !== undefined && gte(version, PULUMI_VERSION)) return candidate;
  }
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

function isExecutable(file: string): boolean {
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) return false;
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

function hasNodeHost(real: string, env: NodeJS.ProcessEnv): boolean {
  return isExecutable(join(dirname(real), NODE_HOST)) || isOnPath(NODE_HOST, env);
}

/** Asking the CLI for its version takes a fifth of a second; the answer is remembered for as long as the file is the same. */
async function versionOf(pulumi: string, env: NodeJS.ProcessEnv, memory?: string): Promise<string | undefined> {
  if (memory === undefined) return await askVersion(pulumi, env);
  const { mtimeMs, size } = statSync(pulumi);
  const key = `${pulumi} ${mtimeMs} ${size}`;
  const known = remembered(memory);
  if (known.key === key) return known.version;
  const version = await askVersion(pulumi, env);
  if (version !== undefined) {
    await mkdir(dirname(memory), { recursive: true });
    await writeFile(memory, JSON.stringify({ key, version }));
  }
  return version;
}

function remembered(memory: string): { key?: string; version?: string } {
  try {
    return JSON.parse(readFileSync(memory, "utf8"));
  } catch {
    return {}; // Nothing remembered yet, or a write was cut short: ask again.
  }
}

async function askVersion(pulumi: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
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
