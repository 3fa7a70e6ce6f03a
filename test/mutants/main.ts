// `npm run mutants`: breaks one line of a copy of the repository at a time. A suite of worth notices each.
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ASK_TO_END, duration, runCommand, ToolchainError } from "@consumer-notebook/toolchain";
import { Command, InvalidArgumentError, Option } from "commander";
import { copyRepository, repositoryFiles } from "./copy.ts";
import { type Mutant, mutated, readMutants, testsOf } from "./mutants.ts";
import { endAll, runTests, type TestRun } from "./run-tests.ts";

interface Options {
  only?: string[];
  jobs: number;
  core?: boolean;
}

interface Verdict {
  mutant: Mutant;
  outcome: "killed" | "survived" | "error";
  /** The test that noticed, or what is wrong. */
  why: string;
}

const command = new Command("npm run mutants --")
  .description(
    "Breaks one line at a time in a copy, and runs the tests that belong to it. Ends with 1 unless each has one that fails.",
  )
  .option("--only <names...>", "some of the mutants in test/mutants/mutants.yaml")
  .option("--jobs <n>", "how many are tried side by side", positive, 2)
  .addOption(new Option("--core", "only with tests that `npm test` runs").conflicts("all"))
  .option("--all", "with all tests that belong to it, as without --core")
  .action(main);

function positive(text: string): number {
  if (/^[1-9]\d*$/.test(text)) return Number(text);
  throw new InvalidArgumentError("is not a whole number above 0.");
}

async function main({ only, jobs, core = false }: Options): Promise<void> {
  const files = repositoryFiles();
  const mutants = chosen(readMutants(files), only);
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "mutants-")));
  process.on("exit", () => {
    endAll();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });
  for (const signal of ASK_TO_END) process.once(signal, () => process.exit(1));
  const verdicts = await judge(mutants, { files, folder, jobs, all: !core });
  const width = Math.max(...mutants.map(({ name }) => name.length));
  for (const { mutant, outcome, why } of verdicts)
    console.log(`${mutant.name.padEnd(width)}  ${mutant.area.padEnd(10)}  ${outcome.padEnd(8)}  ${why}`);
  const killed = verdicts.filter(({ outcome }) => outcome === "killed").length;
  console.log(`\n${killed} of ${mutants.length} killed`);
  process.exitCode = killed === mutants.length ? 0 : 1;
}

function chosen(mutants: Mutant[], only: string[] | undefined): Mutant[] {
  const unknown = (only ?? []).filter((name) => !mutants.some((mutant) => mutant.name === name));
  if (unknown.length > 0)
    throw new ToolchainError(`--only: ${unknown} is no mutant; use some of ${mutants.map(({ name }) => name)}`);
  return mutants.filter(({ name }) => only?.includes(name) ?? true);
}

interface At {
  files: readonly string[];
  folder: string;
  jobs: number;
  all: boolean;
}

/** All tests run once without a mutant: only one that passes there can notice one. */
async function judge(mutants: readonly Mutant[], { files, folder, jobs, all }: At): Promise<Verdict[]> {
  const union = new Set(mutants.flatMap((mutant) => testsOf(mutant, files, all)));
  const before = await inCopy(join(folder, "unbroken"), files, (copy) => withoutMutant(copy, [...union]));
  const waiting = [...mutants];
  const verdicts = new Map<Mutant, Verdict>();
  const work = async () => {
    for (let mutant = waiting.shift(); mutant; mutant = waiting.shift()) {
      const begun = performance.now();
      const verdict = await judgeOne(mutant, testsOf(mutant, files, all), before, { files, folder });
      verdicts.set(mutant, verdict);
      say(`${mutant.name}: ${verdict.outcome} (${duration(performance.now() - begun)})`);
    }
  };
  await Promise.all(Array.from({ length: jobs }, work));
  return mutants.flatMap((mutant) => verdicts.get(mutant) ?? []);
}

async function withoutMutant(copy: string, tests: readonly string[]): Promise<TestRun> {
  if (tests.length === 0) return { passed: new Set(), failed: new Map() };
  say(`Running ${tests.length} test files without a mutant ...`);
  const ran = await runTests(copy, tests, false);
  if (ran.error) throw new ToolchainError(`Without a mutant: ${ran.error}`);
  return ran;
}

async function judgeOne(
  mutant: Mutant,
  tests: readonly string[],
  before: TestRun,
  { files, folder }: Pick<At, "files" | "folder">,
): Promise<Verdict> {
  if (tests.length === 0) return { mutant, outcome: "survived", why: "no test that `npm test` runs belongs to it" };
  const [wrong] = [...before.failed].filter(([test]) => tests.some((file) => test.startsWith(`${file}:`)));
  if (wrong) return { mutant, outcome: "error", why: `fails without it too: ${wrong.join(": ")}` };
  const { failed, error } = await inCopy(join(folder, mutant.name), files, (copy) => {
    const path = join(copy, mutant.file);
    writeFileSync(path, mutated(readFileSync(path, "utf8"), mutant));
    return runTests(copy, tests, true);
  });
  if (error) return { mutant, outcome: "error", why: error };
  const noticed = [...failed.keys()].find((test) => before.passed.has(test));
  if (noticed) return { mutant, outcome: "killed", why: noticed };
  for (const [test] of failed) return { mutant, outcome: "error", why: `did not pass without it: ${test}` };
  return { mutant, outcome: "survived", why: mutant.breaks };
}

async function inCopy<T>(folder: string, files: readonly string[], work: (copy: string) => Promise<T>): Promise<T> {
  copyRepository(files, folder);
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

const say = (line: string) => void process.stderr.write(`${line}\n`);

await runCommand(command);
