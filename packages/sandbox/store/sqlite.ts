import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Document, Shape, Store, Table, TaskQueue } from "./collection.ts";
import { createTable, sqliteTable } from "./sqlite-table.ts";

/** Raised whenever a document changes so that an older folder can't be read any more. */
const FORMAT = 1;

const FILE = "sandbox.db";

export interface SqliteOptions {
  /** Folder to keep the database in; without it everything is gone at the end. */
  dataDir?: string | undefined;
  collections: readonly { shape: Shape }[];
}

export function openStore({ dataDir, collections }: SqliteOptions): Store {
  const database = open(dataDir);
  database.exec("CREATE TABLE IF NOT EXISTS sequences (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID");
  database.exec(
    "CREATE TABLE IF NOT EXISTS tasks (id INTEGER PRIMARY KEY, due_at INTEGER NOT NULL, kind TEXT NOT NULL, payload TEXT NOT NULL)",
  );
  database.exec("CREATE INDEX IF NOT EXISTS tasks_due ON tasks (due_at, id)");
  const shapes = collections.map((declared) => declared.shape);
  for (const shape of shapes) createTable(database, shape);

  const tables = new Map<string, unknown>();
  const nextNumber = database.prepare(
    "INSERT INTO sequences VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value",
  );

  function table<T extends Document>(shape: Shape): Table<T> {
    let found = tables.get(shape.name) as Table<T> | undefined;
    if (!found) {
      found = sqliteTable(database, shape);
      tables.set(shape.name, found);
    }
    return found;
  }

  return {
    table,
    transaction(work) {
      database.exec("BEGIN");
      try {
        const result = work();
        database.exec("COMMIT");
        return result;
      } catch (error) {
        database.exec("ROLLBACK");
        throw error;
      }
    },
    next: (sequence) => Number(nextNumber.get(sequence)?.value),
    tasks: taskQueue(database),
    dump: () => Object.fromEntries(shapes.map((shape) => [shape.name, table(shape).list().map(hiding(shape))])),
    clear() {
      for (const shape of shapes) table(shape).deleteWhere({});
      database.exec("DELETE FROM tasks");
    },
    close: () => database.close(),
  };
}

function open(dataDir: string | undefined): DatabaseSync {
  if (dataDir === undefined) return new DatabaseSync(":memory:");
  mkdirSync(dataDir, { recursive: true });
  const database = new DatabaseSync(join(dataDir, FILE));
  lock(database, dataDir);
  requireWhole(database, dataDir);
  const format = Number(database.prepare("PRAGMA user_version").get()?.user_version);
  if (format !== 0 && format !== FORMAT) {
    database.close();
    throw new Error(`${dataDir} was written by another version of the sandbox; use another folder or remove this one`);
  }
  database.exec(`PRAGMA user_version = ${FORMAT}`);
  return database;
}

/** One process a folder: a second sandbox on it must fail at once, not corrupt what the first believes. */
function lock(database: DatabaseSync, dataDir: string): void {
  try {
    database.exec("PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
    database.exec("BEGIN IMMEDIATE; COMMIT");
  } catch (error) {
    database.close();
    if (String(error).includes("locked")) throw new Error(`${dataDir} is in use by another sandbox`, { cause: error });
    throw damaged(dataDir, error);
  }
}

/** A killed process leaves a whole database; a disk that was full or a copy that was cut short may not. */
function requireWhole(database: DatabaseSync, dataDir: string): void {
  try {
    const found = String(database.prepare("PRAGMA quick_check(1)").get()?.quick_check);
    if (found !== "ok") throw new Error(found);
  } catch (error) {
    database.close();
    throw damaged(dataDir, error);
  }
}

/** SQLite tells what it found in several lines. */
function damaged(dataDir: string, cause: unknown): Error {
  const found = (cause instanceof Error ? cause.message : String(cause)).replaceAll(/\s+/g, " ");
  const way = "use another folder or remove this one";
  return new Error(`${join(dataDir, FILE)} is damaged (${found}); ${way}`, { cause });
}

function taskQueue(database: DatabaseSync): TaskQueue {
  const add = database.prepare("INSERT INTO tasks (due_at, kind, payload) VALUES (?, ?, ?)");
  const first = database.prepare("SELECT * FROM tasks ORDER BY due_at, id LIMIT 1");
  const remove = database.prepare("DELETE FROM tasks WHERE id = ?");
  return {
    add(dueAt, kind, payload) {
      add.run(dueAt, kind, JSON.stringify(payload));
    },
    due(now) {
      const row = first.get();
      if (!row || Number(row.due_at) > now) return undefined;
      const payload = JSON.parse(String(row.payload)) as Record<string, string>;
      return { id: Number(row.id), kind: String(row.kind), dueAt: Number(row.due_at), payload };
    },
    nextAt() {
      const row = first.get();
      return row && Number(row.due_at);
    },
    remove(id) {
      remove.run(id);
    },
  };
}

function hiding(shape: Shape): (document: Document) => Document {
  return (document) =>
    Object.fromEntries(
      Object.entries(document).map(([key, value]) => [key, shape.hidden.includes(key) ? namesIn(value) : value]),
    ) as unknown as Document;
}

function namesIn(value: unknown): unknown {
  return value !== null && typeof value === "object" ? Object.keys(value) : null;
}
