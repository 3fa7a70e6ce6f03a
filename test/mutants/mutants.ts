import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT, ToolchainError } from "@consumer-notebook/toolchain";
import { parse } from "yaml";
import { z } from "zod";

const Entry = z.strictObject({
  /** File that is broken, from the root on. */
  file: z.string(),
  /** The whole line without its indentation. The file has it once. */
  line: z.string().min(1),
  /** The line that replaces it. */
  becomes: z.string(),
  /** The behaviour that it breaks, in a sentence. */
  breaks: z.string().min(1),
  /** The tests that belong to it: folders, or paths up to a dot, so that `test/e2e/eject` is `eject.test.ts` and `eject.all.test.ts`. */
  tests: z.array(z.string()).min(1),
});

const Areas = z.record(z.string(), z.record(z.string(), Entry));

/** A line of the sources, and what a mistake would make of it. */
export interface Mutant extends z.output<typeof Entry> {
  name: string;
  area: string;
}

const LIST = "test/mutants/mutants.yaml";

/** Every mutant of the list; throws all that no longer fits the repository at once. */
export function readMutants(files: readonly string[]): Mutant[] {
  const areas = Areas.parse(parse(readFileSync(join(ROOT, LIST), "utf8")));
  const mutants = Object.entries(areas).flatMap(([area, entries]) =>
    Object.entries(entries).map(([name, entry]): Mutant => ({ name, area, ...entry })),
  );
  const stale = mutants.flatMap((mutant) => staleParts(mutant, files).map((what) => `  ${mutant.name}: ${what}`));
  if (stale.length > 0)
    throw new ToolchainError([`${LIST} no longer fits the repository. Change it there:`, ...stale].join("\n"));
  return mutants;
}

function staleParts(mutant: Mutant, files: readonly string[]): string[] {
  const unmatched = mutant.tests.filter((begin) => !files.some((path) => isTestUnder(begin, path)));
  return [...wrongLine(mutant), ...unmatched.map((begin) => `no test file is ${begin}.*.test.ts or in ${begin}/`)];
}

function wrongLine({ file, line }: Mutant): string[] {
  if (!existsSync(join(ROOT, file))) return [`there is no file ${file}`];
  const count = linesOf(readFileSync(join(ROOT, file), "utf8"), line).length;
  return count === 1 ? [] : [`${file} has its line ${count} times, and must have it once: ${line}`];
}

/** The numbers of the lines that are this one. */
const linesOf = (text: string, line: string): number[] =>
  text.split("\n").flatMap((each, index) => (each.trim() === line ? [index] : []));

/** The text of the file with the mutant in it. */
export function mutated(text: string, { line, becomes }: Mutant): string {
  const [index = -1] = linesOf(text, line);
  return text
    .split("\n")
    .map((each, at) => (at === index ? each.replace(line, () => becomes) : each))
    .join("\n");
}

/** The test files that belong to a mutant; of those that only `npm test -- --all` runs only where `all` says so. */
export const testsOf = ({ tests }: Mutant, files: readonly string[], all: boolean): string[] =>
  files.filter((path) => tests.some((begin) => isTestUnder(begin, path)) && (all || !path.endsWith(".all.test.ts")));

const isTestUnder = (begin: string, path: string): boolean =>
  path.endsWith(".test.ts") && (path.startsWith(`${begin}/`) || path.startsWith(`${begin}.`));
