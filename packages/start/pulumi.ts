import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { runPulumi, ToolchainError } from "@consumer-notebook/toolchain";
import { Run } from "./events.ts";

/** A stack's Pulumi, on the sandbox. */
export interface Workspace {
  /** The folder with Pulumi.yaml. */
  root: string;
  /** What the sandbox and the stacks' state are kept in. */
  folder: string;
  /** Where the sandbox serves. */
  url: string;
  pulumi: string;
  env: NodeJS.ProcessEnv;
  /** Kept open by every Pulumi that we start, so that the sandbox outlives us where they do. */
  hold: number;
}

/** Pulumi did what it was told, and said that it failed. */
export class PulumiFailed extends Error {
  override readonly name = "PulumiFailed";
  readonly reasons: readonly string[];

  constructor(message: string, reasons: readonly string[] = []) {
    super(message);
    this.reasons = reasons;
  }
}

export const stoppedBy = (signal: NodeJS.Signals) =>
  new ToolchainError(`Stopped by ${signal}. Run \`npm start\` again to go on from here.`);

/** Runs Pulumi, and follows what it does. */
export async function follow(workspace: Workspace, args: readonly string[], run: Run = new Run()): Promise<Run> {
  await runToEnd(workspace, [...args, "--json"], run);
  return run;
}

/** Runs Pulumi where people see it. */
export const show = (workspace: Workspace, args: readonly string[]): Promise<void> =>
  runToEnd(workspace, [...args, ...displayOptions(process.env)]);

async function runToEnd(workspace: Workspace, args: readonly string[], run?: Run): Promise<void> {
  const { root: cwd, env, hold } = workspace;
  const followed = run && { onLine: (line: string) => run.read(line) };
  const ending = await runPulumi(workspace.pulumi, args, { cwd, env, hold, ...followed });
  if (ending.asked) throw stoppedBy(ending.asked);
  if (ending.code === 0) return;
  const how = ending.signal ? `it was ended by ${ending.signal}` : `it ended with status ${ending.code}`;
  throw new PulumiFailed(
    how,
    run?.said.map(({ text }) => text),
  );
}

/** Runs Pulumi for its answer. */
export async function ask(workspace: Workspace, args: readonly string[]): Promise<string> {
  const { root: cwd, env } = workspace;
  try {
    const options = { cwd, env, maxBuffer: 256 * 1024 * 1024 };
    return (await promisify(execFile)(workspace.pulumi, [...args, "--non-interactive"], options)).stdout;
  } catch (error) {
    const reason = error instanceof Error && "stderr" in error && error.stderr ? String(error.stderr).trim() : error;
    throw new ToolchainError(`\`pulumi ${args.join(" ")}\` failed:\n${reason}`);
  }
}

/** Whole lines in plain text, unless someone watches a terminal. */
function displayOptions(env: NodeJS.ProcessEnv): string[] {
  const watched = process.stdout.isTTY && !env.CI;
  return [
    ...(watched ? [] : ["--non-interactive", "--suppress-progress"]),
    ...(env.NO_COLOR || !watched ? ["--color", "never"] : []),
  ];
}
