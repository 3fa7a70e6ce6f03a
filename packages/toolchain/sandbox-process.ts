import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { nodePath } from "./environment.ts";
import { ToolchainError } from "./errors.ts";
import { ROOT } from "./paths.ts";

const READY = /^Heroku sandbox ready at (http:\/\/127\.0\.0\.1:\d+)$/m;
const START_TIMEOUT_MS = 20_000;
const LOOK_EVERY_MS = 5;

/** What starts a sandbox; tests put another program in its place. */
export interface SandboxCommand {
  command: string;
  args: readonly string[];
}

export function sandboxCommand(): SandboxCommand {
  return { command: nodePath(), args: [`${ROOT}/packages/sandbox/bin/sandbox.ts`] };
}

/** Where a sandbox serves, once its log says so. */
export function addressIn(log: string): string | undefined {
  return READY.exec(readFileSync(log, "utf8"))?.[1];
}

/**
 * Starts a sandbox in a process group of its own, so that Ctrl-C does not take it from under a Pulumi that is winding up.
 * It ends when its standard input does, whatever becomes of us.
 */
export function spawnSandbox(
  { command, args }: SandboxCommand,
  options: readonly string[],
  stdin: "pipe" | number,
  log: number,
): ChildProcess {
  const all = [...args, "--port", "0", "--until-stdin-ends", ...options];
  return spawn(command, all, { stdio: [stdin, log, log], detached: true });
}

/** Waits for the line that says where it serves. */
export async function untilReady(child: ChildProcess, log: string): Promise<string> {
  let failure: string | undefined;
  child.once("error", (error) => {
    failure = error.message;
  });
  child.once("exit", (code, signal) => {
    failure = `it ended with ${signal ?? `status ${code}`}`;
  });
  const deadline = performance.now() + START_TIMEOUT_MS;
  while (failure === undefined) {
    const url = addressIn(log);
    if (url) return url;
    // After the look: it may have served while we were kept from looking.
    if (performance.now() > deadline) break;
    await sleep(LOOK_EVERY_MS);
  }
  child.kill();
  const reason = failure ?? `it did not serve within ${START_TIMEOUT_MS / 1000} s`;
  throw new ToolchainError(`The sandbox did not start: ${reason}.\n${readFileSync(log, "utf8").trim()}`.trimEnd());
}
