import { execFile } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { sandboxCommand, spawnSandbox, untilReady } from "../../../packages/toolchain/sandbox-process.ts";

/** A sandbox, and an eye on its process. */
export interface SandboxProcess {
  address: string;
  /** What it has printed: two lines, of its address and of its page, and nothing else where all is well. */
  log(): string;
  memoryMb(): Promise<number>;
  /** Fails if it had ended by itself. */
  stop(): Promise<void>;
}

/** Nothing takes time in it, and no limit is in the way of many requests. */
const QUICK = ["--provision-ms", "0", "--rate-limit", "1000000000"];

/** The same seed gives the same ids. */
export async function startSandboxProcess(seed: number): Promise<SandboxProcess> {
  const folder = mkdtempSync(join(tmpdir(), "heroku-sandbox-"));
  const log = join(folder, "log");
  const output = openSync(log, "w");
  const child = spawnSandbox(sandboxCommand(), [...QUICK, "--seed", String(seed)], "pipe", output);
  closeSync(output);
  const printed = () => readFileSync(log, "utf8");
  return {
    address: await untilReady(child, log),
    log: printed,
    async memoryMb() {
      const { stdout } = await promisify(execFile)("ps", ["-o", "rss=", "-p", String(child.pid)]);
      return Math.round(Number(stdout) / 1024);
    },
    async stop() {
      const hasEnded = child.exitCode !== null || child.signalCode !== null;
      const text = printed();
      if (!hasEnded) {
        const ended = once(child, "exit");
        child.stdin?.end();
        await ended;
      }
      rmSync(folder, { recursive: true, force: true });
      if (hasEnded) throw new Error(`the sandbox ended with ${child.signalCode ?? child.exitCode}:\n${text}`);
    },
  };
}
