import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { list, Pack, type ReadEntry } from "tar";
import { allFiles, exists, sourceFiles } from "./files.ts";

/** A source that can't be built, with the reason as the end of a sentence that begins with its path. */
export class UnusableSource extends Error {}

export interface Source {
  /** The same on every machine: of names and contents (before compression), or of the archive's bytes. */
  hash: string;
  /** Gzipped tar. */
  archive(): Promise<Buffer>;
}

/** One of these at the root tells what runs. https://devcenter.heroku.com/articles/procfile */
const TELLS_WHAT_RUNS = ["Procfile", "heroku.yml"];
const NO_PROCFILE = "has no Procfile at its root; add one with a line for each process type, such as `web: …`";
/** More than this is a folder named by mistake: what runs is limited to half of it. https://devcenter.heroku.com/articles/slug-compiler#slug-size */
const MOST_BYTES = 1 << 30;

/** Packs a folder or reads an archive; the path is relative to the project, where the engine starts the provider. */
export async function readSource(source: string): Promise<Source> {
  const { path, isFolder } = await located(source);
  // Before any folder is read: one that is named by mistake may hold a whole machine.
  if (isFolder && !TELLS_WHAT_RUNS.some((name) => existsSync(join(path, name)))) throw new UnusableSource(NO_PROCFILE);
  const names = isFolder ? await sourceFiles(path) : await entriesOf(path);
  if (!TELLS_WHAT_RUNS.some((name) => names.includes(name))) throw new UnusableSource(NO_PROCFILE);
  return sourceOf(isFolder, isFolder ? await packed(path, names) : await readFile(path));
}

/** Where slugs have what they run. https://devcenter.heroku.com/articles/platform-api-deploying-slugs */
const ROOT = "app";

/** Packs a folder of code that is ready to run, or reads an archive of such, as a slug. */
export async function readSlug(source: string): Promise<Source> {
  const { path, isFolder } = await located(source);
  if (isFolder) return sourceOf(true, await packed(path, await allFiles(path), ROOT));
  const outside = (await entriesOf(path)).find((name) => name !== "" && name.split("/")[0] !== ROOT);
  if (outside !== undefined)
    throw new UnusableSource(`has "${outside}" outside ./${ROOT}; a slug has everything in there`);
  return sourceOf(false, await readFile(path));
}

async function located(source: string): Promise<{ path: string; isFolder: boolean }> {
  if (source.includes("\0")) throw new UnusableSource("is not a path");
  const path = resolve(source);
  if (!(await exists(path))) throw new UnusableSource(`does not exist (looked for ${path})`);
  const isFolder = (await stat(path)).isDirectory();
  if (!isFolder && !/\.(tar\.gz|tgz)$/.test(path))
    throw new UnusableSource("is neither a folder nor an archive whose name ends in .tar.gz or .tgz");
  return { path, isFolder };
}

function sourceOf(isFolder: boolean, bytes: Buffer): Source {
  return {
    hash: createHash("sha256").update(bytes).digest("hex"),
    archive: async () => (isFolder ? promisify(gzip)(bytes) : bytes),
  };
}

async function entriesOf(archive: string): Promise<string[]> {
  const names: string[] = [];
  const onReadEntry = (entry: ReadEntry) => names.push(entry.path.replace(/^\.\//, ""));
  await list({ file: archive, onReadEntry, strict: true }).catch((error: Error) => {
    throw new UnusableSource(`can't be read as a gzipped tar archive: ${error.message}`);
  });
  return names;
}

/** A tar archive that depends on nothing but names, contents and who may execute. */
async function packed(folder: string, files: string[], prefix?: string): Promise<Buffer> {
  const pack = new Pack({
    cwd: folder,
    ...(prefix === undefined ? {} : { prefix }),
    portable: true,
    mtime: new Date(0),
    onWriteEntry({ stat }) {
      if (stat) stat.mode = stat.mode & 0o100 ? 0o755 : 0o644;
    },
  });
  for (const file of files) pack.add(file);
  pack.end();
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of pack) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES)
      throw new UnusableSource("is larger than 1 GiB; name what the app does not need in .slugignore");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
