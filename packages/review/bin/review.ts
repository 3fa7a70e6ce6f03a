// `npm run review -- --stack NAME`: what an `up` would do, for people who read a pull request.
import { workplace } from "@consumer-notebook/toolchain";
import { Command } from "commander";
import { CHANGES_STATUS, runCommand } from "../command.ts";
import { readKinds, refusals } from "../fail-on.ts";
import type { ImpactKind, StackReview } from "../model.ts";
import { hasChanges, hasFailed, reviewStack } from "../review.ts";

interface Options {
  stack: string[];
  refresh?: boolean;
  json?: boolean;
  withData?: boolean;
  failOn?: ImpactKind[];
  byWorkflow?: boolean;
}

const command = new Command("npm run review --")
  .description(
    "Says what an `up` would do. Ends with 0 if nothing would change, 2 if something would, 1 after an error.",
  )
  .requiredOption("--stack <names...>", "stack to review; may be given several times")
  .option("--refresh", "ask Heroku what is there now, and show what was changed outside")
  .option("--json", "print data instead of Markdown; its schema is packages/review/generated/document.schema.json")
  .option(
    "--with-data",
    "put below the Markdown what `npm run apply --review` on another machine needs to show what differs",
  )
  .option(
    "--fail-on <kinds>",
    "end with 1 if there is an impact of one of these, such as data-loss,downtime",
    readKinds,
  )
  .option("--by-workflow", "leave it to the workflow that applies the changes to say when it does")
  .action(async ({ stack, refresh, json, withData, failOn = [], byWorkflow }: Options) => {
    const place = await workplace();
    const reviews: Awaited<ReturnType<typeof reviewStack>>[] = [];
    for (const name of stack) {
      const onStart = () => void loadTexts();
      reviews.push(await reviewStack(place, { stack: name, refresh, onStart }));
    }
    const { comment, documentOf, dataSection, MOST_CHARACTERS } = await loadTexts();
    const refused = refusals(reviews, failOn);
    const made = reviews.filter((review): review is StackReview => !hasFailed(review));
    const data = withData ? dataSection(made) : "";
    process.stdout.write(
      json
        ? `${JSON.stringify(documentOf(reviews, refused), null, 2)}\n`
        : comment(reviews, refused, { byWorkflow, refresh, most: MOST_CHARACTERS - data.length }) + data,
    );
    for (const reason of refused) process.stderr.write(`refused: ${reason}\n`);
    await keep(made);
    const isWrong = refused.length > 0 || made.length < reviews.length;
    process.exitCode = isWrong ? 1 : made.some(hasChanges) ? CHANGES_STATUS : 0;
  });

/** Loaded while Pulumi is at work. */
async function loadTexts() {
  const [{ comment, MOST_CHARACTERS }, { documentOf }, { dataSection, keepReview }] = await Promise.all([
    import("../markdown/comment.ts"),
    import("../document.ts"),
    import("../kept.ts"),
  ]);
  return { comment, MOST_CHARACTERS, documentOf, dataSection, keepReview };
}

/** A review that can't be kept is a review all the same. */
async function keep(reviews: readonly StackReview[]): Promise<void> {
  const { keepReview } = await loadTexts();
  try {
    for (const review of reviews) if (review.changes.length > 0) keepReview(review, process.cwd());
  } catch (error) {
    process.stderr.write(`warning: this review could not be kept for \`npm run apply\`: ${error}\n`);
  }
}

await runCommand(command, process.argv.slice(2));
