import { existsSync } from "node:fs";
import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { basename, dirname, join } from "node:path";
import lockfile from "proper-lockfile";
import { ToolchainError } from "./errors.ts";
import type { Say } from "./progress.ts";

/** Tools are kept outside the repository, so that every clone on a machine shares them. */
export function cacheRoot(env: NodeJS.ProcessEnv): string {
  return join(env.XDG_CACHE_HOME || join(homedir(), ".cache"), "consumer-notebook-toolchain");
}

/** A lock whose holder was killed is lifted after this long; the library wants at least 5 s. */
const STALE_LOCK_MS = 10_000;

/**
 * Makes a folder once, whoever asks: one process works (in a folder beside it, renamed into place when it is complete), the
 * others wait for it. One that is there and not good is replaced when the new one is complete.
 */
export async function makeOnce(
  folder: string,
  make: (temporary: string) => Promise<void>,
  say: Say,
  isGood: () => Promise<boolean> = async () => existsSync(folder),
): Promise<void> {
  if (await isGood()) return;
  await mkdir(dirname(folder), { recursive: true });
  const lost = Promise.withResolvers<never>();
  const release = await acquire(folder, lost.reject, say);
  const temporary = `${folder}.making-${process.pid}`;
  try {
    if (await isGood()) return;
    await removeLeftovers(folder);
    await mkdir(temporary);
    await Promise.race([make(temporary), lost.promise]);
    await rm(folder, { recursive: true, force: true });
    await rename(temporary, folder);
  } finally {
    await rm(temporary, { recursive: true, force: true });
    await release();
  }
}

/** Does some work while no other process does the same; `path` names it, and a folder `path.lock` is there meanwhile. */
export async function alone<T>(path: string, work: () => Promise<T>): Promise<T> {
  const lost = Promise.withResolvers<never>();
  const release = await acquire(path, lost.reject, () => {});
  try {
    return await Promise.race([work(), lost.promise]);
  } finally {
    await release();
  }
}

async function acquire(folder: string, lost: (reason: Error) => void, say: Say): Promise<() => Promise<void>> {
  const options = {
    realpath: false,
    stale: STALE_LOCK_MS,
    update: STALE_LOCK_MS / 4,
    onCompromised: () =>
      lost(new ToolchainError(`Another process took over making ${folder} (this one stood still); run again.`)),
  };
  if (await lockfile.check(folder, options)) say(`Another process is making ${folder}; waiting for it.`);
  return await lockfile.lock(folder, {
    ...options,
    retries: { forever: true, factor: 1, minTimeout: 500, maxTimeout: 500 },
  });
}

async function removeLeftovers(folder: string): Promise<void> {
  const parent = dirname(folder);
  const leftovers = (await readdir(parent)).filter((name) => name.startsWith(`${basename(folder)}.making-`));
  for (const name of leftovers) await rm(join(parent, name), { recursive: true, force: true });
}
