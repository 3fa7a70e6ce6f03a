import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import { runChild } from "../bin/support/child.mjs";
import { alone } from "../cache.ts";
import { nodePath } from "../environment.ts";
import { ToolchainError } from "../errors.ts";
import { ROOT } from "../paths.ts";
import { locatePulumi } from "../pulumi-cli.ts";
import { slowest } from "./slowest.ts";
import { add, checkTally, closingLine, NOTHING, type Tally, vitestTally } from "./tally.ts";

/** A command of ours or of a package, run by the Node that runs everything. */
interface Check {
  title: string;
  script: string;
  args: readonly string[];
}

const CHECKS: readonly Check[] = [
  { title: "Format and lint", script: "node_modules/@biomejs/biome/bin/biome", args: ["check", "."] },
  { title: "Types", script: "node_modules/typescript/bin/tsc", args: ["--noEmit"] },
  { title: "Generated files are current", script: "packages/heroku/generate/main.ts", args: ["--check"] },
  { title: "The schema of the stack files is current", script: "components/generate.ts", args: ["--check"] },
  { title: "Settings, components and commands are described", script: "packages/reference/main.ts", args: ["--check"] },
];

const HEROKU_CLI = "packages/sandbox/test/cli/install.mjs";
const BROWSER = "test/support/browser/install.mjs";

/** `npm test -- ARGS`: the proof that fits in eight minutes, with `--all` everything; other arguments go to vitest. */
export async function main(given: string[]): Promise<void> {
  const args = given.filter((arg) => arg !== "--all");
  const all = args.length < given.length;
  await locatePulumi();
  const installed = installClients(all ? [HEROKU_CLI, BROWSER] : [HEROKU_CLI]);
  let tally = NOTHING;
  for (const check of CHECKS) if (existsSync(join(ROOT, check.script))) tally = add(tally, await runCheck(check));
  await installed;
  tally = add(tally, await runVitest(args, all));
  process.stdout.write(`\n${closingLine(tally)}\n`);
  process.exitCode = tally.failed > 0 ? 1 : 0;
}

/** What tests need beside our own dependencies comes in while the checks compute. A test that misses it says why. */
async function installClients(scripts: readonly string[]): Promise<void> {
  const one = (script: string) =>
    alone(join(ROOT, dirname(script), "node_modules"), () => promisify(execFile)(nodePath(), [join(ROOT, script)]));
  await Promise.allSettled(scripts.filter((script) => existsSync(join(ROOT, script))).map(one));
}

async function runCheck({ title, script, args }: Check): Promise<Tally> {
  const status = await run(title, script, args);
  if (status !== 0) process.stdout.write(`failed: ${title}\n`);
  return checkTally(status);
}

async function runVitest(args: readonly string[], all: boolean): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), "consumer-notebook-test-"));
  const [report, runs] = [join(folder, "report.json"), join(folder, "runs.jsonl")];
  try {
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
    const vitest = ["run", ...reporters, ...args];
    const env = { CONSUMER_NOTEBOOK_RUNS: runs, CONSUMER_NOTEBOOK_TESTS: all ? undefined : "core" };
    const status = await run("Tests", "node_modules/vitest/vitest.mjs", vitest, env);
    process.stdout.write(`\n${slowest(report, runs)}\n`);
    return vitestTally(report, status);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function run(
  title: string,
  script: string,
  args: readonly string[],
  more: NodeJS.ProcessEnv = {},
): Promise<number | null> {
  process.stdout.write(`\n== ${title}\n`);
  const node = nodePath();
  const options = { cwd: ROOT, env: { ...testEnvironment(node), ...more } };
  const { code, signal, asked } = await runChild(node, [join(ROOT, script), ...args], options);
  if (asked) throw new ToolchainError(`Stopped by ${asked}; not everything was tested.`);
  if (signal) process.stdout.write(`${title}: ended by ${signal}\n`);
  return code;
}

/** Tests meet no account of Heroku's and no state but their own, whatever the shell that starts them has set. */
function testEnvironment(node: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    PATH: [dirname(node), process.env.PATH].filter(Boolean).join(delimiter),
    HEROKU_API_URL: undefined,
    HEROKU_API_KEY: undefined,
    PULUMI_BACKEND_URL: undefined,
    PULUMI_CONFIG_PASSPHRASE: undefined,
    PULUMI_CONFIG_PASSPHRASE_FILE: undefined,
    PULUMI_STACK: undefined,
  };
}
