// `npm run review -- --stack NAME`: what an `up` would do, for people who read a pull request.
import { workplace } from "@consumer-notebook/toolchain";
import { Command } from "commander";
import { CHANGES_STATUS, runCommand } from "../command.ts";
import { readKinds, refusals } from "../fail-on.ts";
import type { ImpactKind } from "../model.ts";
import { type FailedReview, hasChanges, hasFailed, reviewStack } from "../review.ts";

interface Options {
  stack: string[];
  refresh?: boolean;
  json?: boolean;
  failOn?: ImpactKind[];
  byWorkflow?: boolean;
}

const command = new Command("review")
  .description(
    "Says what an `up` would do. Ends with 0 if nothing would change, 2 if something would, 1 after an error.",
  )
  .requiredOption("--stack <names...>", "stack to review; may be given several times")
  .option("--refresh", "ask Heroku what is there now, and show what was changed outside")
  .option("--json", "print data instead of Markdown; its schema is packages/review/generated/document.schema.json")
  .option(
    "--fail-on <kinds>",
    "end with 1 if there is an impact of one of these, such as data-loss,downtime",
    readKinds,
  )
  .option("--by-workflow", "leave it to the workflow that applies the changes to say when it does")
  .action(async ({ stack, refresh, json, failOn = [], byWorkflow }: Options) => {
    const place = await workplace();
    const reviews: Awaited<ReturnType<typeof reviewStack>>[] = [];
    for (const name of stack) {
      const [review] = await Promise.all([reviewStack(place, { stack: name, refresh }), loadTexts()]);
      reviews.push(review);
    }
    const { comment, documentOf } = await loadTexts();
    const refused = refusals(reviews, failOn);
    process.stdout.write(
      json
        ? `${JSON.stringify(documentOf(reviews, refused), null, 2)}\n`
        : comment(reviews, refused, { byWorkflow, refresh }),
    );
    for (const reason of refused) process.stderr.write(`refused: ${reason}\n`);
    const isWrong = refused.length > 0 || reviews.some((review): review is FailedReview => hasFailed(review));
    const changes = reviews.some((review) => !hasFailed(review) && hasChanges(review));
    process.exitCode = isWrong ? 1 : changes ? CHANGES_STATUS : 0;
  });

/** Loaded while Pulumi is at work. */
async function loadTexts() {
  const [{ comment }, { documentOf }] = await Promise.all([import("../markdown/comment.ts"), import("../document.ts")]);
  return { comment, documentOf };
}

await runCommand(command, process.argv.slice(2));
