import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { create } from "tar";
import type { TestSandbox } from "./client.ts";

/** A gzipped tar archive of these files, made the way people make them. */
export function archiveOf(files: Record<string, string>): Buffer {
  const cwd = mkdtempSync(join(tmpdir(), "source-"));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(cwd, path)), { recursive: true });
      writeFileSync(join(cwd, path), text);
    }
    const packed = create({ cwd, gzip: true, sync: true }, Object.keys(files));
    return Buffer.from(packed.read() ?? []);
  } finally {
    rmSync(cwd, { recursive: true });
  }
}

interface Source {
  source_blob: { get_url: string; put_url: string };
}

/** Uploads an archive and returns the address for a build. */
export async function upload({ heroku, sandbox }: TestSandbox, archive: Buffer): Promise<string> {
  const { body } = await heroku.post<Source>("/sources");
  const { status } = await sandbox.fetch(body.source_blob.put_url, { method: "PUT", body: new Uint8Array(archive) });
  if (status !== 200) throw new Error(`the upload was answered with ${status}`);
  return body.source_blob.get_url;
}
