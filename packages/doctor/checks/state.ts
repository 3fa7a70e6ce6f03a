import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { halfWritten, type StateLock, staleLocks, stateLocks } from "@consumer-notebook/toolchain";
import { effective, stateFolderOf } from "../effective.ts";
import { type Check, type Found, ok, type Place, problem, warning } from "../place.ts";

/** What a command that was killed leaves in a state that is kept in a folder. */
export const check: Check = (place) => {
  const folder = stateFolderOf(place);
  if (folder === undefined) return [ok("not in a folder, so only the next command tells whether it is locked")];
  if (!existsSync(join(folder, ".pulumi"))) return [ok("nothing yet")];
  const found = [...locked(folder), ...torn(folder), ...pending(folder)];
  if (found.length === 0)
    return [ok(`no lock, no half-written file and no pending operation in ${shown(place, folder)}`)];
  if (!effective(place).isSandbox) return found;
  // There each command mends this before it begins.
  return found.map((each) =>
    each.level === "problem" ? warning(each.text, "nothing: the next `npx pulumi` does") : each,
  );
};

function locked(folder: string): Found[] {
  const stale = staleLocks(folder);
  const isStale = (lock: StateLock) => stale.some(({ file }) => file === lock.file);
  return stateLocks(folder).map((lock) => {
    const { stack, pid } = lock;
    if (isStale(lock))
      return problem(
        `${stack} is locked by a process (${pid || "unknown"}) that is gone`,
        `npx pulumi cancel --stack ${stack} --yes`,
      );
    const who = Number.isNaN(pid) ? "a process of another machine, or one that just begins" : `process ${pid}`;
    return warning(`${stack} is locked by ${who}`, "wait until it has ended");
  });
}

function torn(folder: string): Found[] {
  const { attributes, checkpoints } = halfWritten(folder);
  return [
    ...attributes.map((file) => problem(`${basename(file)} is half-written`, `rm ${file}`)),
    ...checkpoints.map((file) =>
      problem(
        `${basename(file)} is half-written`,
        existsSync(`${file}.bak`) ? `cp ${file}.bak ${file}` : "docs/how-to/team-backend.md#what-to-back-up",
      ),
    ),
  ];
}

function pending(folder: string): Found[] {
  const stacks = join(folder, ".pulumi", "stacks");
  if (!existsSync(stacks)) return [];
  const files = readdirSync(stacks, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".json"));
  return files.flatMap((name) => {
    const count = operationsIn(readFileSync(join(stacks, name), "utf8"));
    if (count === 0) return [];
    const stack = basename(name, ".json");
    const text = `${stack} has ${count} pending operation${count === 1 ? "" : "s"}, of a command that was killed`;
    return [
      warning(
        text,
        `npx pulumi up --stack ${stack}, then: npx pulumi refresh --stack ${stack} --yes --clear-pending-creates`,
      ),
    ];
  });
}

function operationsIn(text: string): number {
  // A state may be long, and hardly ever has one.
  if (!text.includes('"pending_operations"')) return 0;
  try {
    return JSON.parse(text).checkpoint?.latest?.pending_operations?.length ?? 0;
  } catch {
    return 0; // Half-written, which has been told.
  }
}

const shown = ({ root }: Place, folder: string) => {
  const path = relative(root, folder);
  return path.startsWith("..") ? folder : path;
};
