// `npm run bench`: how long things take, as ratios to an ordinary empty program, and what they ask of Heroku.
import { execFileSync } from "node:child_process";
import { availableParallelism } from "node:os";
import { Command, InvalidArgumentError } from "commander";
import { bench } from "./bench.ts";
import { measureDecisions } from "./decisions.ts";
import { type Circumstances, figuresOf, STEPS, type Step } from "./figures.ts";
import { writePage } from "./page.ts";
import { compare } from "./peer.ts";
import { measureStarts } from "./starts.ts";
import { fleet, staging } from "./subjects.ts";
import { decisionRows, startRows, tableRows } from "./table.ts";

interface Options {
  json?: boolean;
  rounds: number;
  fleets: number[];
  latencies: number[];
  only: Step[];
  write?: string;
  peer?: string;
}

const natural = (text: string): number => {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError("It must be a whole number.");
  return Number(text);
};

const positive = (text: string): number => {
  if (natural(text) === 0) throw new InvalidArgumentError("It must be at least 1.");
  return natural(text);
};

const listOf =
  <T>(parse: (text: string) => T) =>
  (text: string): T[] =>
    text.split(",").map(parse);

const stepOf = (text: string): Step => {
  const step = STEPS.find((each) => each === text);
  if (step === undefined) throw new InvalidArgumentError(`"${text}" is none of ${STEPS.join(", ")}.`);
  return step;
};

await new Command("npm run bench --")
  .description("How long things take, as ratios to an ordinary empty program, and what they ask of Heroku.")
  .option("--json", "the figures as JSON on standard output")
  .option("--rounds <n>", "how often everything runs; the figures are medians", positive, 5)
  .option("--fleets <list>", "how many apps the fleets have, besides staging; 0 is none", listOf(natural), [1, 10, 100])
  .option("--latencies <list>", "how many ms the sandbox waits before each answer", listOf(natural), [0, 80, 250])
  .option("--only <list>", `only some of ${STEPS.join(",")}; what they need runs as well`, listOf(stepOf), [...STEPS])
  .option("--write <file>", "writes a page of Markdown, with charts: docs/performance.md")
  .option("--peer <folder>", "only one app, beside Heroku's Terraform provider, whose bridged plugin is in the folder")
  .allowExcessArguments(false)
  .action(async ({ json, rounds, fleets, latencies, only, write, peer }: Options) => {
    const say = (line: string) => process.stderr.write(`${line}\n`);
    if (peer !== undefined) {
      console.table(await compare({ folder: peer, rounds, latenciesMs: latencies, steps: only }, say));
      return;
    }
    const subjects = [staging, ...fleets.filter((apps) => apps > 0).map(fleet)];
    const options = { rounds, subjects, latenciesMs: latencies, steps: only };
    const samples = await bench(options, say);
    const beside = { starts: await measureStarts(), decisionsMs: await measureDecisions(rounds, say) };
    const figures = figuresOf(samples, beside, circumstances(rounds));
    if (write !== undefined) writePage(write, figures);
    if (json) process.stdout.write(`${JSON.stringify(figures, undefined, 2)}\n`);
    else {
      console.table(tableRows(figures));
      console.table(startRows(figures));
      console.table(decisionRows(figures));
    }
  })
  .parseAsync(process.argv);

function circumstances(rounds: number): Circumstances {
  const commit = execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim();
  return { date: new Date().toISOString().slice(0, 10), commit, cores: availableParallelism(), rounds };
}
