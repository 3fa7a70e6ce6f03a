import { createHash } from "node:crypto";
import {
  appendFileSync,
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
} from "node:fs";
import { join } from "node:path";
import type { Environment } from "../client/endpoint.ts";
import { stateFolder } from "../client/state-folder.ts";

/**
 * Which resource of a run has which object at Heroku, shared by all provider processes of the run: the engine deletes the old name of
 * a renamed resource without saying what the new one is. Objects are kept as hashes, as their names can hold secrets.
 */
export interface Claims {
  /** What a resource of the program declares. Returns, by object, the URN of another resource that declares it in this phase. */
  declare(urn: string, objects: readonly string[]): Map<string, string>;
  /** What a resource was seen to have. */
  hold(urn: string, object: string): void;
  /** The resource has the object no longer: it was deleted, or left to another one. */
  release(urn: string, object: string): void;
  /** The URN of another resource that declares or has the object, in this phase of the run or in its preview. */
  heldByOther(urn: string, object: string): string | undefined;
}

/** The engine: its process, and the address that each phase of a run (preview, update) has of its own. */
export interface Phase {
  engine: number;
  address: string | undefined;
}

type Kind = "declares" | "holds" | "releases";
/** One line of a file, with the object's hash. */
type Line = readonly [kind: Kind, hash: string, urn: string];

const hashOf = (object: string): string => createHash("sha256").update(object).digest("base64url");

export function createClaims(env: Environment, phase: () => Phase): Claims {
  let opened: { own: Lines; preview: Lines | undefined } | undefined;
  const open = () => (opened ??= openPhase(join(stateFolder(env), "runs"), phase()));
  return {
    declare(urn, objects) {
      const { own } = open();
      const hashes = new Map(objects.map((object) => [object, hashOf(object)]));
      own.add([...hashes.values()].map((hash) => ["declares", hash, urn] as const));
      own.readNew();
      const others = [...hashes].flatMap(([object, hash]) => {
        const other = own.find(hash, urn, ["declares"]);
        return other === undefined ? [] : [[object, other] as const];
      });
      return new Map(others);
    },
    hold(urn, object) {
      open().own.add([["holds", hashOf(object), urn]]);
    },
    release(urn, object) {
      open().own.add([["releases", hashOf(object), urn]]);
    },
    heldByOther(urn, object) {
      const { own, preview } = open();
      const hash = hashOf(object);
      own.readNew();
      preview?.readNew();
      // A resource whose turn has not come yet is known from the preview.
      return own.find(hash, urn, ["declares", "holds"]) ?? preview?.find(hash, urn, ["declares"]);
    },
  };
}

interface Lines {
  add(lines: readonly Line[]): void;
  /** Reads what other processes have written since. */
  readNew(): void;
  /** Another resource of which one of these was said last. */
  find(hash: string, urn: string, kinds: readonly Kind[]): string | undefined;
}

/** The lines of a file that several processes append to. Where there is no file, or none can be written, those of this process. */
function createLines(path: string | undefined): Lines {
  const known = new Map<string, Map<string, Kind>>();
  const learn = ([kind, hash, urn]: Line) => {
    const urns = known.get(hash) ?? new Map<string, Kind>();
    // To have what is declared says less.
    const isLess = kind === "holds" && urns.get(urn) === "declares";
    known.set(hash, isLess ? urns : urns.set(urn, kind));
  };
  let read = 0;
  return {
    add(lines) {
      for (const line of lines) learn(line);
      if (path === undefined || lines.length === 0) return;
      try {
        appendFileSync(path, lines.map((line) => `${JSON.stringify(line)}\n`).join(""), { mode: 0o600 });
      } catch {
        // What this process knows has to do: an explicit provider is a process of its own.
      }
    },
    readNew() {
      if (path === undefined) return;
      const text = textFrom(path, read);
      // A line that another process is about to write is read the next time.
      const whole = text.slice(0, text.lastIndexOf("\n") + 1);
      read += Buffer.byteLength(whole);
      for (const line of whole.split("\n").filter(Boolean)) learn(JSON.parse(line) as Line);
    },
    find: (hash, urn, kinds) =>
      [...(known.get(hash) ?? [])].find(([other, kind]) => other !== urn && kinds.includes(kind))?.[0],
  };
}

function textFrom(path: string, position: number): string {
  try {
    const file = openSync(path, "r");
    try {
      const buffer = Buffer.alloc(Math.max(0, fstatSync(file).size - position));
      const length = readSync(file, buffer, 0, buffer.length, position);
      return buffer.toString("utf8", 0, length);
    } finally {
      closeSync(file);
    }
  } catch {
    return "";
  }
}

function openPhase(folder: string, { engine, address }: Phase): { own: Lines; preview: Lines | undefined } {
  if (address === undefined) return { own: createLines(undefined), preview: undefined };
  const run = `${engine}-${startOf(engine)}-`;
  const file = `${run}${address.replace(/[^\w.]/g, "_")}`;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const names = readdirSync(folder);
    for (const name of names) if (!isRunning(Number.parseInt(name, 10))) rmSync(join(folder, name), { force: true });
    const before = names.filter((name) => name.startsWith(run) && name !== file).map((name) => join(folder, name));
    const preview = before.sort((one, other) => changedAt(other) - changedAt(one))[0];
    return { own: createLines(join(folder, file)), preview: preview === undefined ? undefined : createLines(preview) };
  } catch {
    return { own: createLines(undefined), preview: undefined };
  }
}

const changedAt = (path: string): number => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

function isRunning(pid: number): boolean {
  if (!(pid > 0)) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** When a process began, so that a later one with its number is not taken for it; empty where the system does not say. */
function startOf(pid: number): string {
  try {
    // The 22nd field, of which the first two end with the command's name. https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
    return readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ")[19] ?? "";
  } catch {
    return "";
  }
}
