import { readdirSync, readFileSync } from "node:fs";

const EVERY_MS = 50;
const PROVIDER = "packages/heroku/bin/main.ts";

/** Watches how much memory the providers take that work with an address; MiB at their worst. */
export function watchProviders(address: string): { stop(): number } {
  const others = new Set<string>();
  let worst = 0;
  const look = () => {
    for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name) && !others.has(name))) {
      const environment = read(`/proc/${pid}/environ`);
      // While it becomes another program, it has none to read.
      if (environment === "") continue;
      if (!environment.split("\0").includes(`HEROKU_API_URL=${address}`)) others.add(pid);
      // The shell that starts it becomes it.
      else if (read(`/proc/${pid}/cmdline`).includes(PROVIDER)) worst = Math.max(worst, peakMb(pid));
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
