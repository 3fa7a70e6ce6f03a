// `npm run soak`: tries everything that must hold when things go wrong, for as long as one likes.
import { execFileSync } from "node:child_process";
import { Command, InvalidArgumentError } from "commander";
import { report } from "./report.ts";
import { type Options, soak } from "./soak.ts";
import { trials } from "./trials.ts";

const natural = (text: string): number => {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 0) throw new InvalidArgumentError("is not a whole number.");
  return number;
};

const NAMES = trials.map(({ name }) => name).join(", ");

const command = new Command("npm run soak --")
  .description("Tries what must hold when things go wrong. Ends with 1 if anything ended wrong.")
  .option("--minutes <n>", "how long; without it, until every trial has had all of its cases", natural)
  .option("--seed <s>", "another seed tries the cases in another order, and other random ones", natural, 1)
  .option("--only <names...>", `some of the trials: ${NAMES}`)
  .option("--case <n>", "only this case of each trial, to see a failure again", natural)
  .option("--jobs <n>", "how many cases are tried side by side", natural, 2)
  .option("--keep <file>", "keeps in a file how far the run is, and goes on from there")
  .action(async (options: Options) => {
    const unknown = (options.only ?? []).filter((name) => !trials.some((trial) => trial.name === name));
    if (unknown.length > 0) command.error(`error: --only: ${unknown.join(", ")} is no trial; use some of ${NAMES}`);
    const outcome = await soak(trials, options, commit(), (line) => process.stderr.write(`${line}\n`));
    process.stdout.write(report(outcome));
    process.exitCode = outcome.failures.length > 0 ? 1 : 0;
  });

const commit = () => execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim();

await command.parseAsync(process.argv);
