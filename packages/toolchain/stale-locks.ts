import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { hostname } from "node:os";
import { basename, dirname, join } from "node:path";

/** One lock of Pulumi's file backend: `.pulumi/locks/organization/PROJECT/STACK/UUID.json`. */
export interface StateLock {
  file: string;
  stack: string;
  pid: number;
}

/** A lock, or one that is being written: Pulumi takes it for a lock, and can't read it where its writer was killed. */
const LOCK = /\.json(\.[0-9a-f]+\.tmp)?$/;

interface LockContent {
  pid: number;
  hostname: string;
}

export function stateLocks(state: string): StateLock[] {
  const root = join(state, ".pulumi", "locks");
  if (!existsSync(root)) return [];
  const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((name) => LOCK.test(name));
  return files.map((name) => {
    const file = join(root, name);
    return { file, stack: basename(dirname(file)), pid: file.endsWith(".tmp") ? Number.NaN : holder(file) };
  });
}

/** The locks whose process is gone. */
export const staleLocks = (state: string): StateLock[] => stateLocks(state).filter((lock) => !isAlive(lock.pid));

/** Lifts the locks that a killed Pulumi left: all of them where nobody else works on this state, else those of dead processes. */
export function liftStaleLocks(state: string, alone: boolean): StateLock[] {
  const stale = alone ? stateLocks(state) : staleLocks(state);
  for (const { file } of stale) for (const part of [file, `${file}.attrs`]) rmSync(part, { force: true });
  return stale;
}

/** 0 for a lock that was not written whole: no process has that number. */
function holder(file: string): number {
  try {
    const { pid, hostname: host }: LockContent = JSON.parse(readFileSync(file, "utf8"));
    return host === hostname() ? pid : Number.NaN;
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === "ENOENT") return 0;
    throw error;
  }
}

function isAlive(pid: number): boolean {
  if (pid === 0) return false;
  if (Number.isNaN(pid)) return true; // Held on another machine, or being written: not ours to judge.
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Killed, but in a container whose first process does not collect the dead. */
function isZombie(pid: number): boolean {
  const status = `/proc/${pid}/stat`;
  return existsSync(status) && / [ZX] /.test(readFileSync(status, "utf8").replace(/^.*\)/, ""));
}
