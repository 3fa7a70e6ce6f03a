import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { ToolchainError, type Workplace } from "@consumer-notebook/toolchain";

/**
 * Pulumi in a process group of its own: a Ctrl-C that is meant for us does not end it in the middle of the way back. What
 * is asked of it here needs no answer from a terminal. Where it failed, what it said tells why.
 */
export async function runPulumi(
  place: Workplace,
  args: string[],
  interrupted?: AbortSignal,
): Promise<{ isDone: boolean; stderr: string }> {
  const child = spawn(place.pulumi, ["--non-interactive", ...args], {
    env: place.env,
    stdio: ["ignore", "inherit", "pipe", place.hold ?? "ignore"],
    detached: true,
  }) as ChildProcessByStdio<null, null, Readable>;
  // The first one asks Pulumi to end what it has begun.
  const stop = () => child.kill("SIGINT");
  interrupted?.addEventListener("abort", stop, { once: true });
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (more: string) => {
    stderr += more;
    process.stderr.write(more);
  });
  const [status] = (await once(child, "close")) as [number | null];
  interrupted?.removeEventListener("abort", stop);
  return { isDone: status === 0, stderr };
}

/** What `pulumi stack export` says; secrets are encrypted in it. */
export async function exportState(place: Workplace, stack: string): Promise<string> {
  const child = spawn(place.pulumi, ["--non-interactive", "stack", "export", "--stack", stack], {
    env: place.env,
    stdio: ["ignore", "pipe", "inherit", place.hold ?? "ignore"],
    detached: true,
  }) as ChildProcessByStdio<null, Readable, null>;
  const [exported, [status]] = await Promise.all([
    text(child.stdout),
    once(child, "close") as Promise<[number | null]>,
  ]);
  if (status !== 0) throw new ToolchainError(`The state of stack ${stack} could not be read.`);
  return exported;
}
