import type { StackReview } from "../model.ts";
import { type FailedReview, hasFailed } from "../review.ts";
import { headline } from "../words.ts";
import { changesList } from "./changes.ts";
import { costTable } from "./cost.ts";
import { prose, shortened } from "./escape.ts";
import { guardRailsSection } from "./guard-rails.ts";
import { impactList } from "./impact.ts";
import { picture } from "./picture.ts";
import { limited, ROOMS, type Room } from "./room.ts";

/** The most that a comment on GitHub may hold, less what somebody may put around it. (unverified) */
export const MOST_CHARACTERS = 64_000;

const HEADLINE_LENGTH = 300;
const ERROR_LENGTH = 2_000;

export interface CommentOptions {
  /** A workflow applies the changes, and says itself when. */
  byWorkflow?: boolean | undefined;
  /** The review was made with `--refresh`, and is applied with it. */
  refresh?: boolean | undefined;
  /** The most bytes that it may have. */
  most?: number;
}

/** What would happen, for people who read a pull request. */
export function comment(
  reviews: readonly (StackReview | FailedReview)[],
  failed: readonly string[] = [],
  options: CommentOptions = {},
): string {
  const { most = MOST_CHARACTERS } = options;
  const texts = ROOMS.map((room) => () => whole(reviews, failed, room, options));
  for (const text of texts) {
    const made = text();
    if (Buffer.byteLength(made) <= most) return made;
  }
  const lines = reviews.map(
    (review) => `- ${prose(hasFailed(review) ? `${review.stack}: failed` : headline(review), 100)}`,
  );
  const { shown, rest } = limited(lines, 100, "stack");
  return `${[...shown, ...rest].join("\n")}\n`;
}

function whole(
  reviews: readonly (StackReview | FailedReview)[],
  failed: readonly string[],
  room: Room,
  options: CommentOptions,
): string {
  const refused = failed.length > 0 ? [`**Refused:** ${failed.map((text) => prose(text)).join(" ")}`] : [];
  const sections = reviews.map((review) =>
    hasFailed(review) ? failure(review, room) : section(review, room, options),
  );
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

function section(review: StackReview, room: Room, options: CommentOptions): string {
  const { stack, changes, all, drift } = review;
  const title = `## ${prose(headline(review), HEADLINE_LENGTH)}`;
  const outside = drift.length > 0 ? [driftSection(review, room)] : [];
  const rails = guardRailsSection(review, room);
  if (changes.length === 0) return [title, ...rails, ...outside].join("\n\n");
  const drawn = picture(review, room);
  return [
    title,
    options.byWorkflow ? `This is what applying it to ${prose(stack, 100)} does:` : BY_COMMAND,
    impactList(review, room),
    ...rails,
    "### Changes",
    changesList(changes, all, room),
    "### Cost",
    costTable(review, room),
    ...outside,
    ...(drawn ? ["<details><summary>Picture</summary>", drawn, "</details>"] : []),
    ...command(review, options),
  ].join("\n\n");
}

const BY_COMMAND =
  "Nothing has happened yet, and nothing does until somebody runs the command at the end. This is what it does:";

function command({ stack, fingerprint }: StackReview, { byWorkflow, refresh }: CommentOptions): string[] {
  const about =
    `${byWorkflow ? "By hand, this command" : "This command"} applies exactly these changes; if anything else would happen by ` +
    `then, it stops and changes nothing. The long number in it is a fingerprint of the changes above:`;
  const options = refresh ? " --refresh" : "";
  return [about, `\`\`\`\nnpm run apply -- --stack ${argument(stack)} --reviewed ${fingerprint}${options}\n\`\`\``];
}

/** Names of stacks are letters, digits, dots, dashes, underscores and slashes; whatever else came is not put into a command. */
const argument = (stack: string) => (/^[\w./-]+$/.test(stack) ? stack : "STACK");

function driftSection({ drift, all }: StackReview, room: Room): string {
  const about = "Somebody changed this at Heroku itself, not by these files:";
  return ["### Changed outside", about, changesList(drift, all, room, true)].join("\n\n");
}
