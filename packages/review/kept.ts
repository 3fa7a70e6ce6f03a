import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { z } from "zod";
import { Change } from "./document.ts";
import { fingerprintOf } from "./fingerprint.ts";
import type { ReviewedChange, StackReview } from "./model.ts";

// What `npm run apply` needs of a review to show what differs. Secrets are masked in it, as in all of a review.

const Kept = z.object({
  version: z.literal(1),
  stack: z.string(),
  changes: z.array(Change.omit({ before: true, after: true })),
});
export type Kept = z.infer<typeof Kept>;

/** In the folder of the project; git ignores it. */
const FOLDER = ".reviews";
const MOST_KEPT = 50;

const keptOf = ({ stack, changes }: StackReview): Kept => Kept.parse({ version: 1, stack, changes });

/** Keeps a review under its fingerprint, and the newest of the others. */
export function keepReview(review: StackReview, project: string): void {
  const folder = join(project, FOLDER);
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${review.fingerprint}.json`);
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, `${JSON.stringify(keptOf(review))}\n`, { mode: 0o600 });
  renameSync(unfinished, file);
  const byAge = readdirSync(folder)
    .map((name) => ({ path: join(folder, name), time: statSync(join(folder, name)).mtimeMs }))
    .toSorted((one, other) => other.time - one.time);
  for (const { path } of byAge.slice(MOST_KEPT)) rmSync(path, { force: true });
}

/** The review that was kept under a fingerprint, if it is here and whole. */
export function keptReview(fingerprint: string, stack: string, project: string): ReviewedChange[] | undefined {
  try {
    const { changes } = Kept.parse(JSON.parse(readFileSync(join(project, FOLDER, `${fingerprint}.json`), "utf8")));
    return fingerprintOf(stack, changes) === fingerprint ? changes : undefined;
  } catch {
    return undefined;
  }
}

/** A review as a line of a comment: no character of it means anything in Markdown. */
const LINE = /^review-data ([A-Za-z0-9+/]+=*)\r?$/gm;

/** More than this is left out of a comment, which has other things to say. */
const LONGEST_DATA = 16_000;

/** More than this no review unpacks to. */
const LARGEST_BYTES = 16 * 1024 * 1024;

/** What is put below a comment, so that `npm run apply` on another machine can show what differs. */
export function dataSection(reviews: readonly StackReview[]): string {
  const lines = reviews
    .filter(({ changes }) => changes.length > 0)
    .map((review) => `review-data ${gzipSync(JSON.stringify(keptOf(review))).toString("base64")}`);
  const text = lines.join("\n");
  if (lines.length === 0 || text.length > LONGEST_DATA) return "";
  return `\n<details><summary>Data for npm run apply</summary>\n\n\`\`\`text\n${text}\n\`\`\`\n\n</details>\n`;
}

/** The reviews in a comment. */
export const reviewsIn = (comment: string): Kept[] =>
  [...comment.matchAll(LINE)].map(([, data = ""]) => {
    const text = gunzipSync(Buffer.from(data, "base64"), { maxOutputLength: LARGEST_BYTES }).toString();
    return Kept.parse(JSON.parse(text));
  });
