import { existsSync } from "node:fs";
import { join } from "node:path";
import { buildPulumi, recipeHash } from "./build.ts";
import { cacheRoot, makeOnce } from "./cache.ts";
import type { Release } from "./download.ts";
import { findPulumi, type InstalledPulumi } from "./find.ts";
import { faultIn, writeManifest } from "./manifest.ts";
import { during, type Say, sayOnStderr } from "./progress.ts";
import { PULUMI_VERSION } from "./versions.ts";

/** A CLI, and how it came there. */
export interface FoundPulumi {
  pulumi: string;
  from: InstalledPulumi["from"] | "download" | "build";
}

/**
 * The path of a Pulumi CLI that has its Node host: the one on PATH, else one in `~/.pulumi/versions`, else Pulumi's official
 * download, else built from source. What was downloaded or built before is used again if nothing has happened to it.
 */
export async function locatePulumi(
  env: NodeJS.ProcessEnv = process.env,
  say: Say = sayOnStderr,
  release?: Release,
): Promise<string> {
  const cache = cacheRoot(env);
  const there = await foundPulumi(env, join(cache, "versions.json"));
  if (there) return there.pulumi;

  const damaged = await damagedPulumis(env);
  for (const { folder, fault } of damaged) say(`The Pulumi CLI in ${folder} is damaged (${fault}): getting it again.`);
  if (damaged.length === 0) {
    say(`There is no Pulumi CLI ${PULUMI_VERSION} or newer on PATH or in ~/.pulumi/versions.`);
    say("Getting one, to be kept in");
    say(`  ${cache}`);
  }
  const { downloaded, built } = foldersOf(env);
  if (await tryDownload(downloaded, env, say, release)) return join(downloaded, "pulumi");
  await make(built, (folder) => buildPulumi(folder, env, say), env, say);
  return join(built, "pulumi");
}

/** The one that is there already. Without `memory` nothing is remembered of what was looked at. */
export async function foundPulumi(
  env: NodeJS.ProcessEnv = process.env,
  memory?: string,
): Promise<FoundPulumi | undefined> {
  const installed = await findPulumi(env, memory);
  if (installed) return installed;
  const { downloaded, built } = foldersOf(env);
  const remember = memory !== undefined;
  if (await isGood(downloaded, env, remember)) return { pulumi: join(downloaded, "pulumi"), from: "download" };
  return (await isGood(built, env, remember)) ? { pulumi: join(built, "pulumi"), from: "build" } : undefined;
}

/** What was downloaded or built, and can't be used any more. */
export async function damagedPulumis(env: NodeJS.ProcessEnv): Promise<{ folder: string; fault: string }[]> {
  const there = Object.values(foldersOf(env)).filter((folder) => existsSync(folder));
  const looked = await Promise.all(there.map(async (folder) => ({ folder, fault: await faultIn(folder, env, false) })));
  return looked.flatMap(({ folder, fault }) => (fault === undefined ? [] : { folder, fault }));
}

function foldersOf(env: NodeJS.ProcessEnv) {
  const cache = cacheRoot(env);
  return {
    downloaded: join(cache, `pulumi-${PULUMI_VERSION}-official-${process.platform}-${process.arch}`),
    built: join(cache, `pulumi-${PULUMI_VERSION}-built-${recipeHash()}`),
  };
}

async function tryDownload(folder: string, env: NodeJS.ProcessEnv, say: Say, wanted?: Release): Promise<boolean> {
  const { downloadPulumi, officialRelease, publishedChecksum, Unreachable } = await import("./download.ts");
  const release = wanted ?? officialRelease();
  try {
    const checksum = await publishedChecksum(release);
    const download = (temporary: string) =>
      during(say, `Downloading the Pulumi CLI ${PULUMI_VERSION} (once; usually less than a minute)`, () =>
        downloadPulumi(release, checksum, temporary),
      );
    await make(folder, download, env, say);
    return true;
  } catch (error) {
    if (!(error instanceof Unreachable)) throw error;
    say(`  ${error.message}, so it is built from source instead.`);
    return false;
  }
}

async function make(
  folder: string,
  work: (temporary: string) => Promise<void>,
  env: NodeJS.ProcessEnv,
  say: Say,
): Promise<void> {
  const whole = async (temporary: string) => {
    await work(temporary);
    await writeManifest(temporary, env);
  };
  await makeOnce(folder, whole, say, () => isGood(folder, env, true));
}

const isGood = async (folder: string, env: NodeJS.ProcessEnv, remember: boolean): Promise<boolean> =>
  (await faultIn(folder, env, remember)) === undefined;
