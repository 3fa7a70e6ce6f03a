import { existsSync } from "node:fs";
import { join } from "node:path";
import { buildPulumi, recipeHash } from "./build.ts";
import { cacheRoot, makeOnce } from "./cache.ts";
import type { Release } from "./download.ts";
import { findPulumi } from "./find.ts";
import { during, type Say, sayOnStderr } from "./progress.ts";
import { PULUMI_VERSION } from "./versions.ts";

/**
 * The path of a Pulumi CLI that has its Node host: the one on PATH, else Pulumi's official download, else built from source.
 * What was made once is found again by looking whether its folder exists.
 */
export async function locatePulumi(
  env: NodeJS.ProcessEnv = process.env,
  say: Say = sayOnStderr,
  release?: Release,
): Promise<string> {
  const cache = cacheRoot(env);
  const { downloaded, built } = foldersOf(env);
  const there = await foundPulumi(env, join(cache, "version-on-path.json"));
  if (there) return there.pulumi;

  say(`There is no Pulumi CLI ${PULUMI_VERSION} or newer on PATH: getting one, to be kept in`);
  say(`  ${cache}`);
  if (await tryDownload(downloaded, say, release)) return join(downloaded, "pulumi");
  await makeOnce(built, (folder) => buildPulumi(folder, env, say), say);
  return join(built, "pulumi");
}

/** The one that is there already, and how it came there. Without `memory` nothing is remembered of what was on PATH. */
export async function foundPulumi(
  env: NodeJS.ProcessEnv = process.env,
  memory?: string,
): Promise<{ pulumi: string; from: "PATH" | "download" | "build" } | undefined> {
  const onPath = await findPulumi(env, memory);
  if (onPath) return { pulumi: onPath, from: "PATH" };
  const { downloaded, built } = foldersOf(env);
  if (existsSync(downloaded)) return { pulumi: join(downloaded, "pulumi"), from: "download" };
  return existsSync(built) ? { pulumi: join(built, "pulumi"), from: "build" } : undefined;
}

function foldersOf(env: NodeJS.ProcessEnv) {
  const cache = cacheRoot(env);
  return {
    downloaded: join(cache, `pulumi-${PULUMI_VERSION}-official-${process.platform}-${process.arch}`),
    built: join(cache, `pulumi-${PULUMI_VERSION}-built-${recipeHash()}`),
  };
}

async function tryDownload(folder: string, say: Say, wanted?: Release): Promise<boolean> {
  const { downloadPulumi, officialRelease, publishedChecksum, Unreachable } = await import("./download.ts");
  const release = wanted ?? officialRelease();
  try {
    const checksum = await publishedChecksum(release);
    const download = (temporary: string) =>
      during(say, `Downloading the Pulumi CLI ${PULUMI_VERSION} (once; usually less than a minute)`, () =>
        downloadPulumi(release, checksum, temporary),
      );
    await makeOnce(folder, download, say);
    return true;
  } catch (error) {
    if (!(error instanceof Unreachable)) throw error;
    say(`  ${error.message}, so it is built from source instead.`);
    return false;
  }
}
