import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** No command that is looked at takes longer on a machine that is well. */
const TIMEOUT_MS = 20_000;

export interface Outcome {
  /** `undefined` where it could not be run, or not to its end. */
  status: number | undefined;
  stdout: string;
  stderr: string;
  /** Why it could not be run: `ENOENT`, `EACCES`, or `ETIMEDOUT`. */
  failure?: string;
}

/** Runs a command to its end, whatever that is. */
export async function outcomeOf(
  command: string,
  args: readonly string[],
  options: { cwd: string; env: NodeJS.ProcessEnv; input?: string; timeoutMs?: number },
): Promise<Outcome> {
  const { cwd, env, input = "", timeoutMs = TIMEOUT_MS } = options;
  try {
    const running = promisify(execFile)(command, args, { cwd, env, timeout: timeoutMs, maxBuffer: 64 * 1024 * 1024 });
    // A command that ended before it read all is judged by its status.
    running.child.stdin?.on("error", () => {}).end(input);
    return { status: 0, ...(await running) };
  } catch (error) {
    const {
      code,
      killed,
      stdout = "",
      stderr = "",
    } = error as {
      code?: number | string;
      killed?: boolean;
      stdout?: string;
      stderr?: string;
    };
    if (typeof code === "number") return { status: code, stdout, stderr };
    return { status: undefined, stdout, stderr, failure: killed ? "ETIMEDOUT" : String(code) };
  }
}
