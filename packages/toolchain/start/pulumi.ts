import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { runPulumi } from "../contention.ts";
import { ToolchainError } from "../errors.ts";

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

/** Pulumi did what it was told, and said that it failed; the reason stands on the screen. */
export class PulumiFailed extends Error {
  override readonly name = "PulumiFailed";
}

/** Runs Pulumi where people see it. */
export async function pulumi(workspace: Workspace, args: readonly string[]): Promise<void> {
  const { root: cwd, env, hold } = workspace;
  const ending = await runPulumi(workspace.pulumi, [...args, ...displayOptions(process.env)], { cwd, env, hold });
  if (ending.asked) throw new ToolchainError(`Stopped by ${ending.asked}. Run \`npm start\` again to go on from here.`);
  if (ending.code === 0) return;
  throw new PulumiFailed(ending.signal ? `it was ended by ${ending.signal}` : `it ended with status ${ending.code}`);
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
