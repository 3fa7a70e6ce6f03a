import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { createSandbox, manualClock, type Sandbox } from "../../packages/sandbox/index.ts";
import { collections } from "../../packages/sandbox/model/index.ts";
import { openStore } from "../../packages/sandbox/store/sqlite.ts";
import { contradictions, type Documents } from "./contradictions.ts";
import { draws, type Known, nextWrite, takeEffect } from "./hammer.ts";
import { type Bench, type Count, drawn, type Trial } from "./trial.ts";

/**
 * Where a process that writes was killed. What it has given to the system stays written: only a machine that dies loses
 * that, and no test of this kind can show what its disk has. So of SQLite's write-ahead log these are all the states:
 *
 * - `append`: a transaction adds pages to the log, of which a part is there, up to any byte. (Linux cuts a write at a page
 *   of memory, so that cuts at any byte are more than can happen.)
 * - `restart`: once the database has everything, the log begins anew over its old pages, and those behind are still there.
 * - `checkpoint`: pages of the log are copied into the database, some of them so far; the log is whole meanwhile.
 *
 * Beyond that stands `damage`, which no kill leaves: a database without its end and its log. It must be refused.
 */
type Where = "append" | "restart" | "checkpoint" | "damage";

interface Case {
  seed: number;
  where: Where;
  /** Writes before it. */
  writes: number;
  /** Part of the bytes that were written. */
  part: number;
}

const CASES = 200;
/** A log is copied once it has 1,000 pages, which so many writes fill for certain. */
const MOST_WRITES = 400;

const cases: fc.Arbitrary<Case> = fc.record({
  seed: fc.nat(),
  where: fc.constantFrom<Where>("append", "append", "restart", "checkpoint", "damage"),
  writes: fc.integer({ min: 1, max: 60 }),
  part: fc.integer({ min: 0, max: 1_000 }).map((each) => each / 1_000),
});

export const sandboxBytes: Trial<Case> = {
  name: "sandbox-bytes",
  claim: "Cut at any byte that it writes, the sandbox's database has all of a request or nothing, or is refused.",
  open: async (count) => bench(count),
};

const bench = (count: Count): Bench<Case> => ({
  cases: drawn(cases, CASES),
  async attempt(of) {
    const folder = mkdtempSync(join(tmpdir(), "sandbox-bytes-"));
    try {
      await attempt(folder, of);
      count("kills of the sandbox");
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
  async close() {},
});

/** The bytes of the database and of its log. */
interface Stage {
  database: Buffer;
  log: Buffer;
}

/** Of the log; it says which of the pages that follow belong to it. */
const HEADER_BYTES = 32;
/** What is smaller is no database to SQLite, but the place for one. */
const SMALLEST_BYTES = 512;

const DONE: Record<Where, (before: Stage, after: Stage) => boolean> = {
  append: (before, after) => !before.log.equals(after.log) && header(before).equals(header(after)),
  restart: (before, after) => before.log.length > 0 && !header(before).equals(header(after)),
  checkpoint: (before, after) => !before.database.equals(after.database),
  damage: (before, after) => !before.database.equals(after.database),
};

const header = ({ log }: Stage): Buffer => log.subarray(0, HEADER_BYTES);

async function attempt(folder: string, of: Case): Promise<void> {
  const [before, after] = await stages(join(folder, "whole"), of);
  const cut = join(folder, "cut");
  if (of.where === "damage") return expectRefused(cut, after.database, of.part);
  const isLog = of.where !== "checkpoint";
  write(cut, {
    database: isLog ? after.database : mixed(before.database, after.database, of.part),
    log: isLog ? mixed(before.log, after.log, of.part) : after.log,
  });
  const there = opened(cut);
  const [earlier, later] = [before, after].map((stage, index) => {
    write(join(folder, String(index)), stage);
    return opened(join(folder, String(index)));
  });
  if (!isDeepStrictEqual(there, earlier) && !isDeepStrictEqual(there, later))
    throw new Error(`neither what was there before the request nor what is there after it:\n${JSON.stringify(there)}`);
  const wrong = contradictions(there);
  if (wrong.length > 0) throw new Error(wrong.join("\n"));
}

/** Writes until one does what is wanted: database and log before it and after it. */
async function stages(data: string, { seed, where, writes }: Case): Promise<[Stage, Stage]> {
  // Nothing becomes due meanwhile, so that each request is one transaction.
  const sandbox = createSandbox({ dataDir: data, seed, clock: manualClock(), limits: { appsPerAccount: 1_000 } });
  const draw = draws(seed);
  const known: Known = {};
  // An account is made when its key is first seen, whatever comes of the request.
  await send(sandbox, "GET", "/account");
  try {
    for (let number = 1; number <= MOST_WRITES; number++) {
      const before = stageIn(data);
      const { method, path, body, ...rest } = nextWrite("client", known, draw);
      takeEffect({ method, path, ...rest }, await send(sandbox, method, path, body), known);
      const after = stageIn(data);
      if (number >= writes && DONE[where](before, after)) return [before, after];
    }
  } finally {
    await sandbox.close();
  }
  throw new Error(`no ${where} in ${MOST_WRITES} writes`);
}

async function send(sandbox: Sandbox, method: string, path: string, body?: object) {
  const answer = await sandbox.fetch(`http://127.0.0.1${path}`, {
    method,
    headers: { Authorization: "Bearer client", Accept: "application/vnd.heroku+json; version=3" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { ok: answer.ok, text: await answer.text() };
}

const DATABASE = "sandbox.db";
const LOG = "sandbox.db-wal";

const stageIn = (data: string): Stage => ({
  database: readFileSync(join(data, DATABASE)),
  log: existsSync(join(data, LOG)) ? readFileSync(join(data, LOG)) : Buffer.alloc(0),
});

function write(data: string, { database, log }: Stage): void {
  mkdirSync(data);
  writeFileSync(join(data, DATABASE), database);
  writeFileSync(join(data, LOG), log);
}

/** A file that was written from the first byte that differs to the last, as far as that had come. */
function mixed(before: Buffer, after: Buffer, part: number): Buffer {
  const differs = (index: number) => before[index] !== after[index];
  let first = 0;
  while (first < after.length && !differs(first)) first++;
  let last = after.length - 1;
  while (last > first && !differs(last)) last--;
  const cut = first + Math.round(part * (last + 1 - first));
  return Buffer.concat([after.subarray(0, cut), before.subarray(cut)]);
}

/** What the sandbox finds there. */
function opened(data: string): Documents {
  const store = openStore({ dataDir: data, collections });
  try {
    return store.dump() as Documents;
  } finally {
    store.close();
  }
}

function expectRefused(data: string, database: Buffer, part: number): void {
  const end = SMALLEST_BYTES + Math.floor(part * (database.length - SMALLEST_BYTES - 1));
  write(data, { database: database.subarray(0, end), log: Buffer.alloc(0) });
  try {
    opened(data);
  } catch (error) {
    if (/is damaged .*; use another folder or remove this one/.test(String(error))) return;
    throw error;
  }
  throw new Error("a damaged database is taken for a whole one");
}
