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
  const downloaded = join(cache, `pulumi-${PULUMI_VERSION}-official-${process.platform}-${process.arch}`);
  const built = join(cache, `pulumi-${PULUMI_VERSION}-built-${recipeHash()}`);
  const onPath = await findPulumi(env, join(cache, "version-on-path.json"));
  if (onPath) return onPath;
  for (const folder of [downloaded, built]) if (existsSync(folder)) return join(folder, "pulumi");

  say(`There is no Pulumi CLI ${PULUMI_VERSION} or newer on PATH; getting one into ${cache}.`);
  if (await tryDownload(downloaded, say, release)) return join(downloaded, "pulumi");
  await makeOnce(built, (folder) => buildPulumi(folder, env, say), say);
  return join(built, "pulumi");
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
