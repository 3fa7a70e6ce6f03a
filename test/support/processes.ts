import { readdirSync, readFileSync, readlinkSync } from "node:fs";

export interface Process {
  pid: number;
  command: string;
}

/** The processes that work in a folder: engine, host, program and provider. */
export function processesIn(folder: string): Process[] {
  return readdirSync("/proc").flatMap((pid) => {
    try {
      const isThere = /^\d+$/.test(pid) && readlinkSync(`/proc/${pid}/cwd`).startsWith(folder);
      const command = () => readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
      return isThere ? [{ pid: Number(pid), command: command() }] : [];
    } catch (error) {
      // It has ended meanwhile, or is somebody else's.
      if (["ENOENT", "EACCES", "ESRCH"].includes(String((error as NodeJS.ErrnoException).code))) return [];
      throw error;
    }
  });
}
