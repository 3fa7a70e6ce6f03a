import type { StackReview } from "../model.ts";
import { type FailedReview, hasFailed } from "../review.ts";
import { headline } from "../words.ts";
import { changesList } from "./changes.ts";
import { costTable } from "./cost.ts";
import { prose, shortened } from "./escape.ts";
import { impactList } from "./impact.ts";
import { picture } from "./picture.ts";
import { limited, ROOMS, type Room } from "./room.ts";

/** The most that a comment on GitHub may hold, less what somebody may put around it. (unverified) */
export const MOST_CHARACTERS = 64_000;

const HEADLINE_LENGTH = 300;
const ERROR_LENGTH = 2_000;

/** What would happen, for people who read a pull request. */
export function comment(reviews: readonly (StackReview | FailedReview)[], failed: readonly string[] = []): string {
  const texts = ROOMS.map((room) => () => whole(reviews, failed, room));
  for (const text of texts) {
    const made = text();
    if (Buffer.byteLength(made) <= MOST_CHARACTERS) return made;
  }
  const lines = reviews.map(
    (review) => `- ${prose(hasFailed(review) ? `${review.stack}: failed` : headline(review), 100)}`,
  );
  const { shown, rest } = limited(lines, 100, "stack");
  return `${[...shown, ...rest].join("\n")}\n`;
}

function whole(reviews: readonly (StackReview | FailedReview)[], failed: readonly string[], room: Room): string {
  const refused = failed.length > 0 ? [`**Refused:** ${failed.map((text) => prose(text)).join(" ")}`] : [];
  const sections = reviews.map((review) => (hasFailed(review) ? failure(review, room) : section(review, room)));
  return `${[...refused, ...sections].join("\n\n")}\n`;
}

function failure({ stack, errors }: FailedReview, room: Room): string {
  const { shown, rest } = limited(errors, Math.max(room.rows, 1), "error");
  const lines = shown.map((error) => `- ${inLines(error, room)}`);
  return [`## ${prose(stack, HEADLINE_LENGTH)}: the preview failed`, [...lines, ...rest].join("\n")].join("\n\n");
}

/** Errors have lines of their own: one for each thing that is wrong. */
function inLines(error: string, room: Room): string {
  const text = shortened(error.trim(), Math.min(ERROR_LENGTH, room.value * 12));
  const each = text.split("\n").map((line) => prose(line.trim(), ERROR_LENGTH));
  return each.join("<br>");
}

function section(review: StackReview, room: Room): string {
  const { stack, changes, drift, fingerprint } = review;
  const title = `## ${prose(headline(review), HEADLINE_LENGTH)}`;
  const outside = drift.length > 0 ? [driftSection(review, room)] : [];
  if (changes.length === 0) return [title, ...outside].join("\n\n");
  const drawn = picture(review, room);
  return [
    title,
    `Nothing has happened yet: this is what applying the change to ${prose(stack, 100)} would do at Heroku.`,
    impactList(review, room),
    "### Changes",
    changesList(changes, room),
    "### Cost",
    costTable(review, room),
    ...outside,
    ...(drawn ? ["<details><summary>Picture</summary>", drawn, "</details>"] : []),
    `This applies exactly these changes; if anything else would happen by then, it stops and applies nothing. The last word is the fingerprint of the changes above:`,
    `\`\`\`\nnpm run apply -- --stack ${argument(stack)} --reviewed ${fingerprint}\n\`\`\``,
  ].join("\n\n");
}

/** Names of stacks are letters, digits, dots, dashes, underscores and slashes; whatever else came is not put into a command. */
const argument = (stack: string) => (/^[\w./-]+$/.test(stack) ? stack : "STACK");

function driftSection({ drift }: StackReview, room: Room): string {
  const about = "Somebody changed this at Heroku itself, not by these files:";
  return ["### Changed outside", about, changesList(drift, room, true)].join("\n\n");
}
