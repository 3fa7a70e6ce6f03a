import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { halfWritten, type StateLock, staleLocks, stateLocks } from "@consumer-notebook/toolchain";
import { endpointOf } from "@pulumi/heroku/read";
import { effective, stateFolderOf } from "../effective.ts";
import { type Check, type Found, ok, type Place, problem, warning } from "../place.ts";

/** What a command that was killed leaves in a state that is kept in a folder. */
export const check: Check = (place) => {
  const folder = stateFolderOf(place);
  if (folder === undefined) return [ok("not in a folder, so only the next command tells whether it is locked")];
  if (!existsSync(join(folder, ".pulumi"))) return [ok("nothing yet")];
  const kind = kindOf(place);
  const inStacks = checkpoints(folder).flatMap(({ stack, latest }) => [
    ...pending(stack, latest),
    ...(kind === undefined ? [] : madeElsewhere(stack, latest, kind)),
  ]);
  const found = [...locked(folder), ...torn(folder), ...inStacks];
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

interface Latest {
  resources?: { type: string; inputs?: { endpoint?: unknown } }[];
  pending_operations?: unknown[];
}

/** What each whole checkpoint says; what is half-written has been told. */
function checkpoints(folder: string): { stack: string; latest: Latest }[] {
  const stacks = join(folder, ".pulumi", "stacks");
  if (!existsSync(stacks)) return [];
  const files = readdirSync(stacks, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".json"));
  return files.flatMap((name) => {
    try {
      const { checkpoint } = JSON.parse(readFileSync(join(stacks, name), "utf8"));
      return [{ stack: basename(name, ".json"), latest: checkpoint?.latest ?? {} }];
    } catch {
      return [];
    }
  });
}

function pending(stack: string, { pending_operations: operations = [] }: Latest): Found[] {
  const count = operations.length;
  if (count === 0) return [];
  const mend = `npx pulumi up --stack ${stack}, then: npx pulumi refresh --stack ${stack} --yes --clear-pending-creates`;
  return [
    warning(`${stack} has ${count} pending operation${count === 1 ? "" : "s"}, of a command that was killed`, mend),
  ];
}

const NAMES: Record<string, string> = { heroku: "the real Heroku", sandbox: "a sandbox" };

/** The provider keeps in its inputs which Heroku a stack was made against, and refuses the other one. */
function madeElsewhere(stack: string, { resources = [] }: Latest, kind: string): Found[] {
  const isProvider = ({ type }: { type: string }) => type === "pulumi:providers:heroku";
  const made = resources.filter(isProvider).map(({ inputs }) => inputs?.endpoint);
  const other = made.find((endpoint) => typeof endpoint === "string" && endpoint !== kind);
  if (typeof other !== "string") return [];
  const text = `${stack} was made against ${NAMES[other] ?? other}, and HEROKU_API_URL leads to ${NAMES[kind]}`;
  return [problem(text, "give each Heroku a state of its own: export PULUMI_BACKEND_URL=…, or set HEROKU_API_URL")];
}

function kindOf(place: Place): string | undefined {
  try {
    return endpointOf(effective(place).env).kind;
  } catch {
    return undefined; // A wrong address is told by its own check.
  }
}

const shown = ({ root }: Place, folder: string) => {
  const path = relative(root, folder);
  return path.startsWith("..") ? folder : path;
};
