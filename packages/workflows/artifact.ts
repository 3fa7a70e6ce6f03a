import { constants } from "node:fs";
import { lstat, open, readdir } from "node:fs/promises";
import { join } from "node:path";
import { Refused } from "./github.ts";

/** The only file that an artifact of a review may hold. */
export const REVIEW_FILE = "review.md";

/** GitHub takes 65,536 characters in a comment; the rest is for what we say ourselves. */
export const LARGEST_BYTES = 64_000;

/**
 * The review in the folder of a downloaded artifact. It comes from a run of somebody else's code: nothing but one plain
 * file of the expected name and size, in UTF-8, is read.
 */
export async function readReview(folder: string): Promise<string> {
  const names = await readdir(folder);
  if (names.length !== 1 || names[0] !== REVIEW_FILE)
    throw new Refused(`The artifact must hold ${REVIEW_FILE} and nothing else; it holds ${names.length} files.`);
  const path = join(folder, REVIEW_FILE);
  if (!(await lstat(path)).isFile()) throw new Refused(`${REVIEW_FILE} in the artifact is not a plain file.`);
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    const { size } = await file.stat();
    if (size > LARGEST_BYTES) throw new Refused(`The review has ${size} bytes; ${LARGEST_BYTES} are the most.`);
    return new TextDecoder("utf-8", { fatal: true }).decode(await file.readFile());
  } catch (error) {
    if (error instanceof TypeError) throw new Refused(`${REVIEW_FILE} in the artifact is not UTF-8.`);
    throw error;
  } finally {
    await file.close();
  }
}
