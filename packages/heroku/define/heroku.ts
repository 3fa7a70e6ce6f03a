import type { z } from "zod";

/** How an answer of Heroku's is read: unknown at the edge, parsed before anyone uses it. */
export type Answer<T> = z.ZodType<T>;

export interface Write<T> {
  /** What it does, as a phrase that completes "Heroku refused to …": `create app "x"`. */
  doing: string;
  body?: unknown;
  answer: Answer<T>;
  /** Whether sending it twice does no harm, for a POST that makes nothing but an address. */
  repeatable?: boolean;
}

/** The creation of one object, made so that a lost answer never makes a second one. */
export interface Creation<T> extends Write<T> {
  path: string;
  /** Looks the object up by the key that was known before it existed. */
  find(): Promise<T | undefined>;
  /**
   * Why what `find` returns after an unknown outcome is ours:
   * - `name`: its name is one that only this resource generates, so an existing one is taken over;
   * - `absent-before`: it is looked up before the request too, and refused if it is there already, unless a note on disk proves
   *   that a run which was cut short has created it;
   * - `same`: having it is all that the resource asks for (a coupling), so an existing one is taken over.
   */
  proof: "name" | "absent-before" | "same";
  /** When Heroku created it, for `absent-before`: it proves, with the note, that a run which was cut short has created it. */
  createdAt?(found: T): string;
  /** For `absent-before`: whether what is there already is all that is asked for, so that it is taken. */
  isEnough?(found: T): boolean;
  /** Whether its owner is the one that it would have been created for, where others' objects are found too. */
  isOwn?(found: T): Promise<boolean>;
  /** The id that `pulumi import` takes, for the error that refuses an object found. */
  importId(found: T): string;
}

export interface Wait<T> {
  /** What is awaited, as a phrase that completes "… waiting for": `database-1 to be provisioned`. */
  what: string;
  /** Looks once; undefined means not yet. An error ends the wait. */
  probe(): Promise<T | undefined>;
  /** Upper limit in milliseconds where the resource has no custom timeout. */
  timeoutMs: number;
}

/** When a text that grows has been read far enough, though it may not have ended. */
export interface Following {
  /** Asked after each line. */
  isEnough?(): boolean;
  /** Upper limit in milliseconds. */
  forMs?: number;
}

/**
 * Heroku as the operation of one resource sees it. Paths of the Platform API and of the Data API go to their hosts by
 * themselves. Answers to reads are shared within a run and dropped on a write.
 */
export interface Heroku {
  /** URN of the resource; empty for look-ups. */
  readonly urn: string;
  /** Aborted when the engine cancels or when the custom timeout is over. */
  readonly signal: AbortSignal;
  get<T>(path: string, answer: Answer<T>): Promise<T>;
  /** Like `get`, but undefined where Heroku says 404 or 410. A 403 is never 'gone'. */
  find<T>(path: string, answer: Answer<T>): Promise<T | undefined>;
  /** Like `find`, and never from what an earlier read has kept: for polling. */
  look<T>(path: string, answer: Answer<T>): Promise<T | undefined>;
  /** All pages of a list. */
  list<T>(path: string, item: Answer<T>): Promise<T[]>;
  post<T>(path: string, write: Write<T>): Promise<T>;
  put<T>(path: string, write: Write<T>): Promise<T>;
  patch<T>(path: string, write: Write<T>): Promise<T>;
  /**
   * Deletes, and returns whether there was anything to delete: what is gone already (404, 410) counts as deleted. `body` is sent
   * where Heroku wants one.
   */
  delete(path: string, write: { doing: string; body?: unknown }): Promise<boolean>;
  createOnce<T>(creation: Creation<T>): Promise<T>;
  /** In a preview: fails as `createOnce` would where the object exists and is not known to be this resource's. */
  requireAbsent<T>(creation: Creation<T>): Promise<void>;
  /** Heroku's time in milliseconds since 1970; undefined before its first response. */
  now(): number | undefined;
  wait<T>(wait: Wait<T>): Promise<T>;
  /** Sends an archive to an address that Heroku gave; the key is not sent along. */
  upload(url: string, archive: Uint8Array): Promise<void>;
  /** Reads a text as it grows, line by line, from an address that Heroku gave; the key is not sent along. */
  follow(url: string, line: (text: string) => void, following?: Following): Promise<void>;
  /** In a preview: what this path names, such as `/teams/example`, will be there once the run is applied. */
  foresee(path: string): void;
  /** Whether something that is previewed before this one has foreseen the path. */
  isForeseen(path: string): boolean;
  /** A status line under the resource; each replaces the one before. */
  say(message: string): void;
  /** A line that stays, under the resource. */
  note(message: string): void;
  /** A warning that stays, under the resource. */
  warn(message: string): void;
  /**
   * From here on the object exists: a later failure keeps it in state, and the next `up` goes on from there. `inForce`
   * are its inputs as far as they are in force, where that is not all of them yet: the next update sees them as prior.
   */
  made(id: string, outputs: Record<string, unknown>, inForce?: Record<string, unknown>): void;
  /** What was made came to nothing (a build that failed): state forgets it, and the next `up` makes it anew. */
  forget(): void;
}
