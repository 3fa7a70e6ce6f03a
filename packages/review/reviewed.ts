import { readFileSync } from "node:fs";
import { z } from "zod";
import { ReviewDocument } from "./document.ts";
import { canonicalChange, fingerprintOf } from "./fingerprint.ts";
import { type Kept, reviewsIn } from "./kept.ts";
import { changesList } from "./markdown/changes.ts";
import { ROOMS, type Room } from "./markdown/room.ts";
import type { ReviewedChange, StackReview } from "./model.ts";
import { ReviewError } from "./review-error.ts";

const ROOM = ROOMS[0] as Room;

/** The changes in a review that was given: what `npm run review` printed with `--json` or `--with-data`. */
export function readReviewed(file: string, stack: string, fingerprint: string): ReviewedChange[] {
  const reviews = reviewsOf(textOf(file), file).filter((each) => each.stack === stack);
  if (reviews.length === 0)
    throw new ReviewError(
      `--review: ${file} has no review of stack "${stack}"; make one with --json, or with --with-data (what is too long for a ` +
        "comment has no data there).",
    );
  const meant = reviews.find(({ changes }) => fingerprintOf(stack, changes) === fingerprint);
  if (!meant) throw new ReviewError(`--review: ${file} is a review with another fingerprint than ${fingerprint}.`);
  return meant.changes;
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new ReviewError(`--review: ${file} can't be read: ${messageOf(error)}`);
  }
}

const messageOf = (error: unknown) =>
  error instanceof z.ZodError ? z.prettifyError(error) : error instanceof Error ? error.message : String(error);

function reviewsOf(text: string, file: string): Pick<Kept, "stack" | "changes">[] {
  try {
    if (!text.trimStart().startsWith("{")) return reviewsIn(text);
    return ReviewDocument.parse(JSON.parse(text)).stacks.flatMap((each) => ("changes" in each ? [each] : []));
  } catch (error) {
    throw new ReviewError(`--review: ${file} is no review: ${messageOf(error)}`);
  }
}

/** What would be done now and was not reviewed, and the other way round. Secrets are masked in both. */
export function deviation(now: StackReview, reviewed: readonly ReviewedChange[] | undefined): string {
  if (!reviewed)
    return (
      `What would be done now:\n\n${now.changes.length > 0 ? changesList(now.changes, now.all, ROOM) : "Nothing."}\n\n` +
      "That review was not made here. To see what differs, give it too: --review FILE, with what `npm run review` printed with " +
      "--with-data or --json."
    );
  const [more, less] = [unlike(now.changes, reviewed), unlike(reviewed, now.changes)];
  const parts = [
    ...(more.length > 0
      ? [`What would be done now, but was not reviewed like this:\n\n${changesList(more, now.all, ROOM)}`]
      : []),
    ...(less.length > 0
      ? [`What was reviewed, but would not be done like this:\n\n${changesList(less, now.all, ROOM)}`]
      : []),
    ...otherSecrets(now, reviewed),
  ];
  return parts.join("\n\n");
}

function unlike(changes: readonly ReviewedChange[], others: readonly ReviewedChange[]): ReviewedChange[] {
  const known = new Set(others.map(canonicalChange));
  return changes.filter((change) => !known.has(canonicalChange(change)));
}

/** What reads the same as what was reviewed, and holds other secrets. */
function otherSecrets({ changes, all }: StackReview, reviewed: readonly ReviewedChange[]): string[] {
  const known = new Map(reviewed.map((change) => [canonicalChange(change), change.secrets]));
  const others = changes.filter((change) => {
    const text = canonicalChange(change);
    return known.has(text) && known.get(text) !== change.secrets;
  });
  if (others.length === 0) return [];
  const about = "The value of a secret is another one than was reviewed (or the key of the fingerprint is), in:";
  return [`${about}\n\n${changesList(others, all, ROOM)}`];
}
