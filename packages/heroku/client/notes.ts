import { createHash } from "node:crypto";
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { dirname, join } from "node:path";
import type { Environment } from "./endpoint.ts";
import { stateFolder } from "./state-folder.ts";

/**
 * What this machine was about to create, written to disk before each request, so that the next run knows what a run that was
 * killed has left at Heroku. A note holds no value of an input: its name is a hash, its content a time of Heroku's clock.
 */
export interface Notes {
  /** Throws the error of the file system where nothing can be written. */
  write(key: NoteKey, at: number): void;
  /** Heroku's time at which it was noted that the object was absent and is created next. */
  read(key: NoteKey): number | undefined;
}

/** Which Heroku, which resource, which request. */
export type NoteKey = readonly [host: string, urn: string, path: string, doing: string];

/** A note serves the next run; Heroku's creation time must follow it within minutes, so that an old one proves nothing. */
const KEPT_MS = 7 * 24 * 60 * 60_000;

export function createNotes(env: Environment): Notes {
  const folder = join(stateFolder(env), "creations");
  let isPrepared = false;
  const fileOf = (key: NoteKey) => join(folder, createHash("sha256").update(JSON.stringify(key)).digest("hex"));
  return {
    write(key, at) {
      if (!isPrepared) {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        removeOld(folder);
        isPrepared = true;
      }
      writeDurably(fileOf(key), new Date(at).toISOString());
    },
    read(key) {
      try {
        const at = Date.parse(readFileSync(fileOf(key), "utf8"));
        return Number.isFinite(at) ? at : undefined;
      } catch {
        // No note, or one that can't be read: it proves nothing.
        return undefined;
      }
    },
  };
}

function writeDurably(path: string, text: string): void {
  const file = openSync(path, "w", 0o600);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  const folder = openSync(dirname(path), "r");
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

function removeOld(folder: string): void {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    const { mtimeMs } = statSync(path, { throwIfNoEntry: false }) ?? { mtimeMs: Date.now() };
    if (Date.now() - mtimeMs > KEPT_MS) rmSync(path, { force: true });
  }
}
