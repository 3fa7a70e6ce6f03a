import { existsSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import { runningSandbox, sandboxFolder } from "@consumer-notebook/toolchain";
import { type Check, ok, problem, warning } from "../place.ts";

/** The sandbox that commands share. It ends with the last of them; one that somebody started on the same data is in the way. */
export const check: Check = async (place) => {
  const folder = sandboxFolder(place.root);
  if (!existsSync(folder)) return [ok("none yet; `npm start` or the first `npx pulumi` makes it")];
  const running = await runningSandbox(folder);
  const holders = holdersOf(join(folder, "data"));
  const [holder] = holders;
  if (running && !running.answers)
    return [
      problem(
        `the one in .sandbox/ does not answer at ${running.url}`,
        `kill ${holder ?? "the process of its sandbox.ts"}`,
      ),
    ];
  if (running) return [ok(`runs at ${running.url}, for a command that is at work`)];
  if (holder === undefined) return [ok("runs while a command does; none does now")];
  return [
    warning(
      `process ${holder} serves .sandbox/data by itself: until it ends no command on the sandbox can begin`,
      `kill ${holder}`,
    ),
  ];
};

/** The processes that serve what a folder holds. Told on Linux only. */
function holdersOf(data: string): string[] {
  if (!existsSync("/proc/self/cmdline")) return [];
  return readdirSync("/proc").filter((pid) => /^\d+$/.test(pid) && serves(pid, data));
}

function serves(pid: string, data: string): boolean {
  try {
    const args = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
    if (!args.some((arg) => arg.endsWith("packages/sandbox/bin/sandbox.ts"))) return false;
    const given = args[args.indexOf("--data") + 1];
    return args.includes("--data") && given !== undefined && resolve(readlinkSync(`/proc/${pid}/cwd`), given) === data;
  } catch {
    return false; // It has ended, or is somebody else's.
  }
}
