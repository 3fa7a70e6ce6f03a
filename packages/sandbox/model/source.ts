import { collection } from "../store/collection.ts";

/** What an archive holds, as far as a build has to know: the sandbox keeps no code. */
export interface Archive {
  bytes: number;
  /** SHA-256 of the archive, in hexadecimal digits. */
  sha256: string;
  /** Names at the root of the code; undefined where the archive can't be read. */
  names?: string[];
  /** The texts at the root that say what runs, by name. */
  texts?: Record<string, string>;
}

/** A place to upload code to; https://devcenter.heroku.com/articles/platform-api-reference#source */
export interface Source {
  id: string;
  account: string;
  /** Who has it may upload and download, without a key. */
  signature: string;
  archive: Archive | null;
}

export const sources = collection<Source>("sources", { indexes: [["account"]], hidden: ["signature"] });
