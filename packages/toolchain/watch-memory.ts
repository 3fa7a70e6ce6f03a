import { readdirSync, readFileSync } from "node:fs";

const EVERY_MS = 50;

/** What the engine starts, told by a part of its command line. */
const COMMANDS = { program: "@pulumi/pulumi/cmd/run", provider: "packages/heroku/bin/main.ts" } as const;
type Watched = keyof typeof COMMANDS;

/** The most memory that a process has held, in MiB; 0 where none was seen. */
export type PeakMb = Record<Watched, number>;

/**
 * Watches how much memory the programs and the providers take that work with an address and start from now on. Looking has to
 * take next to no time itself, so whatever is known not to be one of them is not looked at again. Linux only.
 */
export function watchMemory(address: string): { stop(): PeakMb } {
  const worst: PeakMb = { program: 0, provider: 0 };
  const others = new Set(processes());
  const look = () => {
    for (const pid of processes().filter((each) => !others.has(each))) {
      const environment = read(`/proc/${pid}/environ`);
      // While it becomes another program, it has none to read.
      if (environment === "") continue;
      if (!environment.split("\0").includes(`HEROKU_API_URL=${address}`)) {
        others.add(pid);
        continue;
      }
      // The shell that starts it becomes it.
      const watched = watchedBy(read(`/proc/${pid}/cmdline`));
      if (watched) worst[watched] = Math.max(worst[watched], peakMb(pid));
    }
  };
  const looking = setInterval(look, EVERY_MS);
  return {
    stop() {
      clearInterval(looking);
      return worst;
    },
  };
}

const processes = (): string[] => readdirSync("/proc").filter((name) => /^\d+$/.test(name));

const watchedBy = (commandLine: string): Watched | undefined =>
  (Object.keys(COMMANDS) as Watched[]).find((name) => commandLine.includes(COMMANDS[name]));

const read = (path: string) => {
  try {
    return readFileSync(path, "utf8");
  } catch {
    // It has ended, or is somebody else's.
    return "";
  }
};

/** Peak of what it has held in memory. https://man7.org/linux/man-pages/man5/proc_pid_status.5.html */
const peakMb = (pid: string) => Number(/^VmHWM:\s*(\d+) kB/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0) / 1024;
