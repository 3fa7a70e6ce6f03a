import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { ToolchainError, type Workplace } from "@consumer-notebook/toolchain";

/** Runs Pulumi, with an input that only Pulumi sees; an error where it fails. */
export type Pulumi = (args: string[], input?: string) => Promise<void>;

/** Pulumi in a folder. */
export function pulumiIn(cwd: string, { pulumi, env, hold }: Workplace): Pulumi {
  return async (args, input = "") => {
    const child = spawn(pulumi, ["--non-interactive", ...args], {
      cwd,
      env,
      stdio: ["pipe", "ignore", "pipe", ...(hold === undefined ? [] : [hold])],
    });
    // One that ends without reading its input says why on standard error.
    child.stdin?.on("error", () => {}).end(input);
    const [complaint, [status]] = await Promise.all([child.stderr ? text(child.stderr) : "", once(child, "close")]);
    if (status !== 0) throw new ToolchainError(`pulumi ${args.join(" ")} ended with ${status}:\n${complaint.trim()}`);
  };
}
