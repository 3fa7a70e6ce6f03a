import { createHash } from "node:crypto";
import { WrongInputs } from "../define/errors.ts";
import type { Heroku } from "../define/heroku.ts";
import type { Source } from "./source.ts";

/** The source that an input `source` names, to be built or as a slug; refuses what is no such. */
export async function sourceAt(source: string, read: "readSource" | "readSlug"): Promise<Source> {
  // Only what packs needs the archive's library, not every program that imports the SDK.
  const { UnusableSource, ...readers } = await import("./source.ts");
  try {
    return await readers[read](source);
  } catch (error) {
    if (!(error instanceof UnusableSource)) throw error;
    throw new WrongInputs([{ path: ["source"], reason: `"${source}" ${error.message}` }]);
  }
}

/** The archive, if it is still of the content that was previewed. */
export async function archiveOf(source: string, packed: Source, hash: string | undefined): Promise<Buffer> {
  if (packed.hash === hash) return packed.archive();
  throw new WrongInputs([{ path: ["source"], reason: `"${source}" has changed since it was checked; run it again` }]);
}

export async function send(heroku: Heroku, url: string, archive: Buffer): Promise<void> {
  heroku.say(`uploading ${Math.ceil(archive.length / 1024)} kB`);
  await heroku.upload(url, archive);
}

export const sha256 = (data: string | Uint8Array): string => createHash("sha256").update(data).digest("hex");

/** As Heroku shows and takes it. */
export const checksumOf = (archive: Buffer): string => `SHA256:${sha256(archive)}`;
