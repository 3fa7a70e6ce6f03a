import { createHash } from "node:crypto";
import { createReadStream, readFileSync, statSync } from "node:fs";
import { readdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { ToolchainError } from "./errors.ts";
import { askVersion, isExecutable, NODE_HOST } from "./find.ts";
import { PULUMI_VERSION } from "./versions.ts";

/** What was downloaded or built lies in a folder together with a list of its files, by which damage is found. */
const MANIFEST = "manifest.json";
const CLI = "pulumi";

interface Entry {
  size: number;
  mtimeMs: number;
  executable: boolean;
  sha256: string;
}
type Manifest = Record<string, Entry>;

/** Writes the manifest of a folder that was just made, if the CLI in it runs and has its Node host. */
export async function writeManifest(folder: string, env: NodeJS.ProcessEnv): Promise<void> {
  for (const name of [CLI, NODE_HOST])
    if (!isExecutable(join(folder, name))) throw new ToolchainError(`What was made holds no executable ${name}.`);
  const version = await askVersion(join(folder, CLI), env);
  if (version !== PULUMI_VERSION)
    throw new ToolchainError(
      `The Pulumi CLI that was made ${version ? `says that it is ${version}` : "can't be run"}; ${PULUMI_VERSION} was expected.`,
    );
  const names = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isFile());
  const manifest: Manifest = {};
  for (const { name } of names) manifest[name] = await entryOf(join(folder, name));
  await writeFile(join(folder, MANIFEST), JSON.stringify(manifest, undefined, 2));
}

/**
 * What is wrong with a folder that was made before; `undefined` if nothing is. Sizes and permissions are looked at each time;
 * contents and `pulumi version` only if a file's time has changed; `remember` notes the new time, so that it is done once.
 */
export async function faultIn(folder: string, env: NodeJS.ProcessEnv, remember: boolean): Promise<string | undefined> {
  const manifest = read(folder);
  if (!manifest) return `${MANIFEST} is missing`;
  const touched: string[] = [];
  for (const [name, entry] of Object.entries(manifest)) {
    const stats = statSync(join(folder, name), { throwIfNoEntry: false });
    if (!stats?.isFile()) return `${name} is missing`;
    if (stats.size === 0) return `${name} is empty`;
    if (stats.size !== entry.size) return `${name} has ${stats.size} bytes instead of ${entry.size}`;
    if (entry.executable && !isExecutable(join(folder, name))) return `${name} is not executable`;
    if (stats.mtimeMs !== entry.mtimeMs) touched.push(name);
  }
  if (touched.length === 0) return undefined;
  for (const name of touched) {
    const entry = await entryOf(join(folder, name));
    if (entry.sha256 !== manifest[name]?.sha256) return `${name} has other contents than when it was made`;
    manifest[name] = entry;
  }
  if ((await askVersion(join(folder, CLI), env)) !== PULUMI_VERSION) return `${CLI} can't be run`;
  if (remember) await replaceManifest(folder, manifest);
  return undefined;
}

async function entryOf(file: string): Promise<Entry> {
  const { size, mtimeMs } = statSync(file);
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return { size, mtimeMs, executable: isExecutable(file), sha256: hash.digest("hex") };
}

function read(folder: string): Manifest | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, MANIFEST), "utf8"));
  } catch {
    return undefined; // Absent or cut short: nothing is known of the files beside it.
  }
}

/** In one step, as others may read it meanwhile. A cache that can't be written is checked again each time. */
async function replaceManifest(folder: string, manifest: Manifest): Promise<void> {
  const file = join(folder, MANIFEST);
  const temporary = `${file}.${process.pid}`;
  try {
    await writeFile(temporary, JSON.stringify(manifest, undefined, 2));
    await rename(temporary, file);
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    if (!["EACCES", "EPERM", "EROFS"].includes(code)) throw error;
  }
}
