// `npm run apply -- --stack NAME --reviewed FINGERPRINT`: an `up` of what was reviewed, and of nothing else.
import { endLike, runPulumi, type Workplace, workplace } from "@consumer-notebook/toolchain";
import { Command } from "commander";
import { runCommand } from "../command.ts";
import { mandatory } from "../fail-on.ts";
import type { StackReview } from "../model.ts";
import { hasChanges, hasFailed, reviewStack } from "../review.ts";
import { ReviewError } from "../review-error.ts";

interface Options {
  stack: string;
  reviewed: string;
  review?: string;
  refresh?: boolean;
}

const command = new Command("npm run apply --")
  .description("Previews a stack again, and applies it if that is what was reviewed.")
  .requiredOption("--stack <name>", "stack to apply")
  .requiredOption("--reviewed <fingerprint>", "fingerprint that the review ended with")
  .option("--review <file>", "the review, where it was made elsewhere: to show what differs if something does")
  .option("--refresh", "ask Heroku what is there now; where the review was made with it")
  .action(async (options: Options) => {
    const { stack, reviewed, refresh } = options;
    if (!/^[0-9a-f]{64}$/.test(reviewed))
      throw new ReviewError(`--reviewed: "${reviewed}" is no fingerprint; it has 64 digits and letters a to f.`);
    const differs = await readyToCompare(options);
    const place = await workplace();
    const now = await reviewStack(place, { stack, refresh });
    if (hasFailed(now)) throw new ReviewError(`The preview of ${stack} failed:\n${now.errors.join("\n")}`);
    if (now.fingerprint !== reviewed)
      throw new ReviewError(
        `This is not what was reviewed, so nothing was done.\n\n${await differs(now)}\n\n` +
          `Fingerprint now: ${now.fingerprint}. Review again: npm run review -- --stack ${stack}`,
      );
    refuseBroken(now);
    if (!hasChanges(now)) return void process.stdout.write(`${stack}: nothing to change.\n`);
    await up(place, options);
  });

/** Complains of a file before anything is begun; where none is given, a review of this machine is looked for in the end. */
async function readyToCompare({ stack, reviewed, review: file }: Options) {
  if (file === undefined)
    return async (now: StackReview) => {
      const [{ keptReview }, { deviation }] = await Promise.all([import("../kept.ts"), import("../reviewed.ts")]);
      return deviation(now, keptReview(reviewed, stack, process.cwd()));
    };
  const { deviation, readReviewed } = await import("../reviewed.ts");
  const changes = readReviewed(file, stack, reviewed);
  return async (now: StackReview) => deviation(now, changes);
}

function refuseBroken(now: StackReview): void {
  const broken = mandatory(now);
  if (broken.length === 0) return;
  const lines = broken.map(({ rule, message }) => `  ${rule}: ${message}`);
  throw new ReviewError(
    `This would break what must hold of ${now.stack}, so nothing was done.\n${lines.join("\n")}\n` +
      "Mend it, or allow it in policy.yaml: docs/how-to/guard-rails.md",
  );
}

async function up(place: Workplace, { stack, refresh }: Options): Promise<void> {
  const { underGuardRails } = await import("../guard-rails.ts");
  const rails = underGuardRails(process.cwd(), place.env);
  const args = ["up", "--stack", stack, "--yes", "--skip-preview", ...(refresh ? ["--refresh"] : []), ...rails.args];
  endLike(await runPulumi(place.pulumi, args, { env: { ...place.env, ...rails.env }, hold: place.hold }));
}

await runCommand(command, process.argv.slice(2));
