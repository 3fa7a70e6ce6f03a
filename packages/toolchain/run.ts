import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFileSync } from "node:fs";

/** How a command ended, and what it printed. */
export interface Ran {
  status: number | null;
  /** Standard output and standard error, as they came. */
  output: string;
  stdout: string;
}

export interface RunOptions {
  env?: NodeJS.ProcessEnv;
  /** What is typed in. */
  input?: string;
  /** Called with the output so far, each time there is more; may signal the process. */
  watch?(output: string, kill: (signal: NodeJS.Signals) => void): void;
  /** Called with the process, which leads a group of its own, as a shell starts what is typed in. */
  started?(pid: number): void;
}

/** A command that was run, as a line of the file that `CONSUMER_NOTEBOOK_RUNS` names: `npm test` tells by it where its time goes. */
export interface RunRecord {
  /** The test file that ran it. */
  file: string;
  command: string;
  ms: number;
}

/** Runs a command to its end, and keeps what it prints. */
export async function run(
  command: string,
  args: readonly string[],
  cwd: string,
  { env, watch, input, started }: RunOptions,
): Promise<Ran> {
  const began = performance.now();
  const child = spawn(command, args, { cwd, env, stdio: ["pipe", "pipe", "pipe"], detached: started !== undefined });
  if (child.pid !== undefined) started?.(child.pid);
  child.stdin.end(input ?? "");
  const ran: Ran = { status: null, output: "", stdout: "" };
  const more = (text: string, isStdout: boolean) => {
    ran.output += text;
    if (isStdout) ran.stdout += text;
    watch?.(ran.output, (signal) => child.kill(signal));
  };
  child.stdout.setEncoding("utf8").on("data", (text) => more(text, true));
  child.stderr.setEncoding("utf8").on("data", (text) => more(text, false));
  [ran.status] = (await once(child, "close")) as [number | null];
  record([command, ...args].join(" "), performance.now() - began);
  return ran;
}

function record(command: string, ms: number): void {
  const { CONSUMER_NOTEBOOK_RUNS: runs, CONSUMER_NOTEBOOK_TEST_FILE: file } = process.env;
  if (!runs || !file) return;
  const line: RunRecord = { file, command, ms: Math.round(ms) };
  appendFileSync(runs, `${JSON.stringify(line)}\n`);
}
