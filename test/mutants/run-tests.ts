import { existsSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { run } from "@consumer-notebook/toolchain";
import { z } from "zod";

/** As much of vitest's JSON report as is read here. */
const Report = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().default(""),
      assertionResults: z.array(
        z.object({ fullName: z.string(), status: z.string(), failureMessages: z.array(z.string()).nullish() }),
      ),
    }),
  ),
});
type FileResult = z.output<typeof Report>["testResults"][number];

/** How each test ended, by `FILE: NAME`; a `beforeAll` that fails is a test of the name `hooks`. */
export interface TestRun {
  passed: ReadonlySet<string>;
  /** With the first line of why. */
  failed: ReadonlyMap<string, string>;
  /** Why this is no run to judge by. */
  error?: string;
}

const MS_PER_FILE = 3 * 60_000;

/** The process groups of the runs that go on. */
const groups = new Set<number>();

/** Ends a run with all that its tests have started. */
function end(group: number): void {
  try {
    process.kill(-group, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

export const endAll = (): void => groups.forEach(end);

/** Runs test files of a copy; until the first failure where no more is asked. */
export async function runTests(folder: string, files: readonly string[], untilFailure: boolean): Promise<TestRun> {
  const report = join(folder, "vitest-report.json");
  const options = ["--reporter=json", `--outputFile.json=${report}`, ...(untilFailure ? ["--bail=1"] : [])];
  const args = [join(folder, "node_modules/vitest/vitest.mjs"), "run", ...options, ...files];
  const limitMs = MS_PER_FILE * (files.length + 1);
  let isLate = false;
  let group = 0;
  const timer = setTimeout(() => {
    isLate = true;
    end(group);
  }, limitMs);
  const started = (pid: number) => {
    group = pid;
    groups.add(pid);
  };
  const { status, output } = await run(process.execPath, args, folder, { env: environment(), started });
  clearTimeout(timer);
  groups.delete(group);
  if (isLate) return noRun(`its tests did not end within ${limitMs / 60_000} minutes`);
  if (!existsSync(report)) return noRun(`vitest wrote no report: ${output.trim().slice(-500)}`);
  const { testResults } = Report.parse(JSON.parse(readFileSync(report, "utf8")));
  const results = testResults.map((result) => ({ ...result, name: relative(folder, result.name) }));
  return judged(results, files, untilFailure, status);
}

const noRun = (error: string): TestRun => ({ passed: new Set(), failed: new Map(), error });

function judged(
  results: readonly FileResult[],
  files: readonly string[],
  untilFailure: boolean,
  status: number | null,
): TestRun {
  const passed = new Set<string>();
  const failed = new Map<string, string>();
  for (const { name, assertionResults } of results)
    for (const { fullName, status, failureMessages } of assertionResults) {
      if (status === "passed") passed.add(`${name}: ${fullName}`);
      if (status === "failed") failed.set(`${name}: ${fullName}`, failureMessages?.[0]?.split("\n")[0] ?? "");
    }
  // Other files are cut off then, and say nothing.
  if (untilFailure && failed.size > 0) return { passed, failed };
  const missing = files.filter((file) => !results.some(({ name, assertionResults: [test] }) => name === file && test));
  if (missing.length > 0) return noRun(`no test was found, or could be loaded, in ${missing.join(", ")}`);
  if (failed.size === 0 && passed.size === 0 && status === 0) return noRun("every test was skipped");
  for (const result of results) {
    if (failsOutsideOfTests(result)) failed.set(`${result.name}: hooks`, result.message.split("\n")[0] ?? "");
    else passed.add(`${result.name}: hooks`);
  }
  if (failed.size === 0 && status !== 0) return noRun(`vitest ended with ${status}, and no test failed`);
  return { passed, failed };
}

/** Such as in a `beforeAll`: no test has run then. */
const failsOutsideOfTests = ({ status, assertionResults }: FileResult): boolean =>
  status === "failed" && assertionResults.every((test) => test.status !== "failed");

/** Tests have no account of Heroku's and no state but their own, whatever the shell has set. */
const environment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(HEROKU|PULUMI)_/.test(name)));
