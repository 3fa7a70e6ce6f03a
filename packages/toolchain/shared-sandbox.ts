import { execFileSync } from "node:child_process";
import { closeSync, constants, existsSync, mkdirSync, openSync } from "node:fs";
import { get } from "node:http";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import lockfile from "proper-lockfile";
import { stateFolder } from "./environment.ts";
import { ToolchainError } from "./errors.ts";
import { mendHalfWritten } from "./half-written.ts";
import { addressIn, type SandboxCommand, sandboxCommand, spawnSandbox, untilReady } from "./sandbox-process.ts";
import { dropSettledCreates } from "./settled-creates.ts";
import { liftStaleLocks, stateLocks } from "./stale-locks.ts";

/** A sandbox that was left by its last command ends within milliseconds. */
const END_TIMEOUT_MS = 10_000;

/** A sandbox that runs at least as long as `hold` is open in any process. */
export interface SandboxLease {
  url: string;
  hold: number;
}

/**
 * Joins the sandbox that runs on this folder, or starts it. Commands that work on the folder at the same time share one
 * sandbox, and it ends with the last of them: its standard input is a named pipe that each command (and each Pulumi, by
 * inheritance) keeps open for writing, so the kernel counts them, and a command that was killed counts no more.
 */
export async function joinSandbox(folder: string, command: SandboxCommand = sandboxCommand()): Promise<SandboxLease> {
  const files = { pipe: join(folder, "in-use"), log: join(folder, "sandbox.log"), data: join(folder, "data") };
  mkdirSync(folder, { recursive: true });
  mkdirSync(stateFolder(folder), { recursive: true });
  const release = await lockfile.lock(folder, {
    stale: 5_000, // The least that the library allows; a start takes a fraction of a second.
    retries: { forever: true, factor: 1, minTimeout: 20, maxTimeout: 20 },
  });
  try {
    const running = await joinRunning(files);
    liftStaleLocks(stateFolder(folder), running === undefined);
    if (stateLocks(stateFolder(folder)).length === 0) {
      mendHalfWritten(stateFolder(folder));
      dropSettledCreates(stateFolder(folder));
    }
    return running ?? (await start(files, command));
  } finally {
    await release();
  }
}

/** The sandbox that commands share on this folder, if one runs; looking at it neither starts nor ends it. */
export async function runningSandbox(folder: string): Promise<{ url: string; answers: boolean } | undefined> {
  const [pipe, log] = [join(folder, "in-use"), join(folder, "sandbox.log")];
  if (!existsSync(pipe) || !existsSync(log)) return undefined;
  try {
    closeSync(openForWriting(pipe));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENXIO") return undefined;
    throw error;
  }
  const url = addressIn(log) ?? "an address that it has not told yet";
  return { url, answers: url.startsWith("http") && (await answers(url)) };
}

interface Files {
  pipe: string;
  log: string;
  data: string;
}

async function start({ pipe, log, data }: Files, command: SandboxCommand): Promise<SandboxLease> {
  if (!existsSync(pipe)) execFileSync("mkfifo", ["-m", "600", pipe]);
  const stdin = openSync(pipe, constants.O_RDONLY | constants.O_NONBLOCK);
  const hold = openForWriting(pipe);
  const output = openSync(log, "w");
  const child = spawnSandbox(command, ["--data", data], stdin, output);
  closeSync(stdin);
  closeSync(output);
  child.unref();
  return { url: await untilReady(child, log), hold };
}

/** Opening the pipe for writing succeeds only while a sandbox reads it; an answer says that it is not about to end. */
async function joinRunning({ pipe, log }: Files): Promise<SandboxLease | undefined> {
  const deadline = performance.now() + END_TIMEOUT_MS;
  while (existsSync(pipe)) {
    let hold: number;
    try {
      hold = openForWriting(pipe);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENXIO") return undefined;
      throw error;
    }
    const url = addressIn(log);
    if (url && (await answers(url))) return { url, hold };
    closeSync(hold);
    if (performance.now() > deadline)
      throw new ToolchainError(`The sandbox at ${url} neither answers nor ends; end its process and run this again.`);
    await sleep(10); // It is ending: wait until nobody reads the pipe.
  }
  return undefined;
}

function openForWriting(pipe: string): number {
  return openSync(pipe, constants.O_WRONLY | constants.O_NONBLOCK);
}

function answers(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const request = get(`${url}/_sandbox/requests`, { agent: false, timeout: 5_000 }, (response) => {
      response.destroy();
      resolve(true);
    });
    request.once("timeout", () => request.destroy());
    request.once("error", () => resolve(false));
  });
}
