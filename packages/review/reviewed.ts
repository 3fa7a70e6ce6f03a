import { readFileSync } from "node:fs";
import { z } from "zod";
import { ReviewDocument } from "./document.ts";
import { canonicalChange } from "./fingerprint.ts";
import { changesList } from "./markdown/changes.ts";
import { ROOMS, type Room } from "./markdown/room.ts";
import type { ReviewedChange, StackReview } from "./model.ts";
import { ReviewError } from "./review-error.ts";

const ROOM = ROOMS[0] as Room;

/** The changes of a stack in a review that was kept: what `npm run review -- --json` printed. */
export function readReviewed(file: string, stack: string): ReviewedChange[] {
  const kept = ReviewDocument.safeParse(parsed(file));
  if (!kept.success) throw new ReviewError(`--review: ${file} is no review: ${z.prettifyError(kept.error)}`);
  const review = kept.data.stacks.find((each) => each.stack === stack);
  if (!review || !("changes" in review)) throw new ReviewError(`--review: ${file} has no review of stack "${stack}".`);
  return review.changes;
}

function parsed(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new ReviewError(`--review: ${file} can't be read: ${error instanceof Error ? error.message : error}`);
  }
}

/** What would be done now and was not reviewed, and the other way round. Secrets are masked in both. */
export function deviation(now: StackReview, reviewed: readonly ReviewedChange[] | undefined): string {
  if (!reviewed) {
    const list = now.changes.length > 0 ? changesList(now.changes, ROOM) : "Nothing.";
    return `What would be done now:\n\n${list}\n\nTo see what differs, give the review's JSON too: --review FILE.`;
  }
  const unlike = (changes: readonly ReviewedChange[], others: readonly ReviewedChange[]) => {
    const known = new Set(others.map(canonicalChange));
    return changes.filter((change) => !known.has(canonicalChange(change)));
  };
  const [more, less] = [unlike(now.changes, reviewed), unlike(reviewed, now.changes)];
  const parts = [
    ...(more.length > 0
      ? [`What would be done now, but was not reviewed like this:\n\n${changesList(more, ROOM)}`]
      : []),
    ...(less.length > 0 ? [`What was reviewed, but would not be done like this:\n\n${changesList(less, ROOM)}`] : []),
  ];
  return parts.join("\n\n") || "The value of a secret is another one, or the key of the fingerprint is.";
}
