import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { type Ending, runChild } from "./bin/support/child.mjs";
import { type Say, sayOnStderr } from "./progress.ts";

/** Who holds the lock of a stack, in Pulumi's words. */
const HELD = /the stack is currently locked by \d+ lock\(s\)[\s\S]*?created by (\S+ \(pid \d+\)) at (\S+)/;

/**
 * A lock or a checkpoint that was there when Pulumi listed what is there, and not there, or not whole, when it read it:
 * it tells this as it comes from the file system, PostgreSQL or S3. Nothing was begun then.
 */
const CHANGED_UNDERNEATH = [
  /^error: unexpected end of JSON input$/m,
  /^error: (getting snapshot: )?failed to load checkpoint: EOF$/m,
  /^error: could not list bucket: .*\(code=NotFound\)/m,
  /\bsql: no rows in result set$[\s\S]*\bNotFound$/m,
  /\.pulumi\/locks\/.*: no such file or directory$[\s\S]*\bNotFound$/m,
  /\bNoSuchKey\b.*$[\s\S]*\bNotFound$/m,
];

/** Commands that begin within this look for one another's lock before either has its own for sure, and may both give up. */
const SAME_MOMENT_MS = 5_000;

const TRIES = 4;
const LONGEST_PAUSE_MS = 2_000;
const DRAIN_MS = 200;
const MOST_KEPT = 64 * 1024;

/** What is told where it was not over in a moment: a command that was killed while it took its lock leaves half of one. */
const HALF_A_LOCK =
  "If this stays, a command was killed in the middle of a write. Where nobody is at work on the stack, " +
  "`npx pulumi cancel --stack NAME` lifts what it left.";

/** The holder of the lock that made Pulumi give up. */
export function holderIn(stderr: string): { holder: string; since: Date } | undefined {
  const [, holder, since] = HELD.exec(stderr) ?? [];
  return holder === undefined || since === undefined ? undefined : { holder, since: new Date(since) };
}

const isTorn = (stderr: string): boolean => CHANGED_UNDERNEATH.some((pattern) => pattern.test(stderr));

/** Whether Pulumi gave up because another one began at the same moment, so that trying again tells who goes first. */
export function isCollision(stderr: string, now: Date): boolean {
  const held = holderIn(stderr);
  return held ? now.getTime() - held.since.getTime() < SAME_MOMENT_MS : isTorn(stderr);
}

interface RunPulumi {
  cwd?: string;
  env: NodeJS.ProcessEnv;
  hold?: number | undefined;
  /** Gets each line of its standard output, which is shown otherwise. */
  onLine?: (line: string) => void;
}

/**
 * Runs Pulumi where people see it. Pulumi's own lock lets nobody in twice, but of two that begin at the same moment both may
 * give up, or say something that names no holder: then it is tried again, after pauses of different lengths.
 */
export async function runPulumi(
  pulumi: string,
  args: readonly string[],
  { hold, onLine, ...options }: RunPulumi,
  say: Say = sayOnStderr,
): Promise<Ending> {
  for (let times = 1; ; times++) {
    let told: () => Promise<string> = async () => "";
    let handed: () => Promise<void> = async () => {};
    const stdio = ["inherit", onLine ? "pipe" : "inherit", "pipe", ...(hold === undefined ? [] : [hold])] as const;
    const ending = await runChild(pulumi, args, { ...options, stdio: [...stdio] }, (child) => {
      told = passOn(child);
      if (onLine) handed = handOver(child, onLine);
    });
    const [stderr] = await Promise.all([told(), handed()]);
    if (ending.code === 0 || ending.asked || !isCollision(stderr, new Date())) return ending;
    if (times === TRIES) {
      if (isTorn(stderr)) say(HALF_A_LOCK);
      return ending;
    }
    say("Another command on this stack began at the same moment; trying again.");
    await sleep(Math.random() * LONGEST_PAUSE_MS);
  }
}

/** Passes on what a child says on its standard error; the function that it returns tells the end of it. */
function passOn(child: ChildProcess): () => Promise<string> {
  let said = "";
  const { stderr } = child;
  stderr?.setEncoding("utf8").on("data", (text: string) => {
    said = (said + text).slice(-MOST_KEPT);
    process.stderr.write(text);
  });
  return async () => {
    await drain(stderr);
    return said;
  };
}

/** Hands over what a child says on its standard output; the function that it returns waits for the end of it. */
function handOver({ stdout }: ChildProcess, onLine: (line: string) => void): () => Promise<void> {
  if (stdout) createInterface({ input: stdout }).on("line", onLine);
  return () => drain(stdout);
}

/** What Pulumi leaves behind may keep a pipe open; what Pulumi itself said is in there by now. */
async function drain(stream: Readable | null): Promise<void> {
  if (stream && !stream.closed) await Promise.race([once(stream, "close"), sleep(DRAIN_MS)]);
  stream?.destroy();
}
