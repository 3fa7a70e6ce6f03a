import { execFile } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { pulumiCli, sandboxEnvironment, sandboxFolder } from "@consumer-notebook/toolchain";
import { Refused } from "./github.ts";
import type { Pulumi } from "./placeholders.ts";
import { ACCOUNT } from "./stacks.ts";

/** A command whose output is its answer. */
async function answerOf(command: string, args: readonly string[], cwd: string, env = process.env): Promise<string> {
  try {
    return (await promisify(execFile)(command, args, { cwd, env })).stdout.trim();
  } catch (error) {
    const reason = error instanceof Error && "stderr" in error ? String(error.stderr).trim() : String(error);
    throw new Refused(`\`${command} ${args.slice(0, 2).join(" ")}\` failed:\n${reason}`);
  }
}

export const gitIn =
  (root: string) =>
  (...args: string[]): Promise<string> =>
    answerOf("git", args, root);

/** The environment without whatever leads to an account of somebody's. */
export function withoutAccount(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { ...env, ...Object.fromEntries(ACCOUNT.map((name) => [name, undefined])) };
}

/** Pulumi on the state of `.sandbox/`, for what needs no Heroku. */
export async function pulumiOnSandbox(root: string): Promise<Pulumi> {
  const { pulumi, env } = await pulumiCli();
  const folder = sandboxFolder(root);
  mkdirSync(join(folder, "state"), { recursive: true });
  const own = { ...env, ...sandboxEnvironment(folder, "") };
  return (args) => answerOf(pulumi, [...args, "--non-interactive"], root, own);
}
