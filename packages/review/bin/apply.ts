// `npm run apply -- --stack NAME --reviewed FINGERPRINT`: an `up` of what was reviewed, and of nothing else.
import { endLike, runPulumi, workplace } from "@consumer-notebook/toolchain";
import { Command } from "commander";
import { runCommand } from "../command.ts";
import { hasChanges, hasFailed, reviewStack } from "../review.ts";
import { ReviewError } from "../review-error.ts";
import { deviation, readReviewed } from "../reviewed.ts";

interface Options {
  stack: string;
  reviewed: string;
  review?: string;
  refresh?: boolean;
}

const command = new Command("apply")
  .description("Previews a stack again, and applies it if that is what was reviewed.")
  .requiredOption("--stack <name>", "stack to apply")
  .requiredOption("--reviewed <fingerprint>", "fingerprint that the review ended with")
  .option("--review <file>", "the review's JSON, to show what differs if something does")
  .option("--refresh", "ask Heroku what is there now; where the review was made with it")
  .action(async ({ stack, reviewed, review: file, refresh }: Options) => {
    if (!/^[0-9a-f]{64}$/.test(reviewed))
      throw new ReviewError(`--reviewed: "${reviewed}" is no fingerprint; it has 64 digits and letters a to f.`);
    const kept = file === undefined ? undefined : readReviewed(file, stack);
    const place = await workplace();
    const now = await reviewStack(place, { stack, refresh });
    if (hasFailed(now)) throw new ReviewError(`The preview of ${stack} failed:\n${now.errors.join("\n")}`);
    if (now.fingerprint !== reviewed)
      throw new ReviewError(
        `This is not what was reviewed, so nothing was done.\n\n${deviation(now, kept)}\n\n` +
          `Fingerprint now: ${now.fingerprint}. Review again: npm run review -- --stack ${stack}`,
      );
    if (!hasChanges(now)) return void process.stdout.write(`${stack}: nothing to change.\n`);
    const args = ["up", "--stack", stack, "--yes", "--skip-preview", ...(refresh ? ["--refresh"] : [])];
    endLike(await runPulumi(place.pulumi, args, { env: place.env, hold: place.hold }));
  });

await runCommand(command, process.argv.slice(2));
