import { once } from "node:events";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type SandboxCommand, sandboxCommand, spawnSandbox, untilReady } from "./sandbox-process.ts";

export interface SandboxOptions {
  /** What it holds survives in this folder; without it, it holds nothing after its end. */
  data?: string;
  /** Further options of the sandbox, such as `--rate-limit 100`. */
  options?: readonly string[];
}

export interface Sandbox {
  url: string;
  /** What it has printed so far. */
  log(): string;
  stop(): Promise<void>;
  /** Ends it as `kill -9` does, at whatever it is doing. */
  kill(): Promise<void>;
}

/** Starts a sandbox of one's own; it ends with `stop()`, at the latest with this process. */
export async function startSandbox(
  { data, options = [] }: SandboxOptions = {},
  command: SandboxCommand = sandboxCommand(),
): Promise<Sandbox> {
  const folder = mkdtempSync(join(tmpdir(), "heroku-sandbox-"));
  const log = join(folder, "log");
  const output = openSync(log, "w");
  const child = spawnSandbox(command, [...(data ? ["--data", data] : []), ...options], "pipe", output);
  closeSync(output);
  const url = await untilReady(child, log);
  const endedBy = async (end: () => void) => {
    const ended = child.exitCode !== null || child.signalCode !== null ? undefined : once(child, "exit");
    end();
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  return {
    url,
    log: () => readFileSync(log, "utf8"),
    stop: () => endedBy(() => child.stdin?.end()),
    kill: () => endedBy(() => child.kill("SIGKILL")),
  };
}
