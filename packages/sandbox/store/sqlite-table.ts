import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";
import type { Document, ListOptions, Shape, Table, Where } from "./collection.ts";

/** One SQLite table a collection; a declared key is an index on the document's field, so nothing is stored twice. */
export function createTable(database: DatabaseSync, shape: Shape): void {
  const table = quoted(shape.name);
  database.exec(
    `CREATE TABLE IF NOT EXISTS ${table} (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, doc TEXT NOT NULL)`,
  );
  for (const keys of shape.unique) {
    const index = quoted(`${shape.name}_unique_${keys.join("_")}`);
    database.exec(`CREATE UNIQUE INDEX IF NOT EXISTS ${index} ON ${table} (${keys.map(field).join(", ")})`);
  }
  for (const keys of shape.indexes) {
    const index = quoted(`${shape.name}_${keys.join("_")}`);
    database.exec(`CREATE INDEX IF NOT EXISTS ${index} ON ${table} (${keys.map(field).join(", ")}, seq)`);
  }
}

export function sqliteTable<T extends Document>(database: DatabaseSync, shape: Shape): Table<T> {
  const table = quoted(shape.name);
  const prepared = new Map<string, StatementSync>();

  function statement(sql: string): StatementSync {
    let found = prepared.get(sql);
    if (!found) {
      found = database.prepare(sql);
      prepared.set(sql, found);
    }
    return found;
  }

  function condition(where: Where<T>): { sql: string; values: SQLInputValue[] } {
    const entries = Object.entries<SQLInputValue | undefined>(where);
    if (entries.length === 0) return { sql: "", values: [] };
    requireIndex(
      shape,
      entries.map(([key]) => key),
    );
    const values = entries.map(([, value]) => value).filter((value) => value !== null && value !== undefined);
    const terms = entries.map(([key, value]) => `${field(key)} ${value === null ? "IS NULL" : "= ?"}`);
    return { sql: ` WHERE ${terms.join(" AND ")}`, values };
  }

  const parse = (row: Record<string, unknown> | undefined) => row && (JSON.parse(String(row.doc)) as T);

  function list(where: Where<T> = {}, options: ListOptions = {}): T[] {
    const { sql, values } = condition(where);
    const order = options.newestFirst ? " ORDER BY seq DESC" : " ORDER BY seq";
    const limit = options.limit === undefined ? "" : ` LIMIT ${options.limit}`;
    const rows = statement(`SELECT doc FROM ${table}${sql}${order}${limit}`).all(...values);
    return rows.map((row) => JSON.parse(String(row.doc)) as T);
  }

  const get = (id: string) => parse(statement(`SELECT doc FROM ${table} WHERE id = ?`).get(id));

  return {
    get,
    list,
    find: (where) => list(where, { limit: 1 })[0],
    count(where = {}) {
      const { sql, values } = condition(where);
      return Number(statement(`SELECT count(*) AS n FROM ${table}${sql}`).get(...values)?.n);
    },
    insert(document) {
      statement(`INSERT INTO ${table} (id, doc) VALUES (?, ?)`).run(document.id, JSON.stringify(document));
      return document;
    },
    put(document) {
      const values = "VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET doc = excluded.doc";
      statement(`INSERT INTO ${table} (id, doc) ${values}`).run(document.id, JSON.stringify(document));
      return document;
    },
    update(id, change) {
      const current = get(id);
      if (!current) throw new Error(`${shape.name} has no document ${id}`);
      const changed = { ...current, ...change };
      statement(`UPDATE ${table} SET doc = ? WHERE id = ?`).run(JSON.stringify(changed), id);
      return changed;
    },
    delete(id) {
      statement(`DELETE FROM ${table} WHERE id = ?`).run(id);
    },
    deleteWhere(where) {
      const { sql, values } = condition(where);
      statement(`DELETE FROM ${table}${sql}`).run(...values);
    },
  };
}

/** A query that no index serves would be slow with a thousand apps, and nobody would notice with ten. */
function requireIndex(shape: Shape, keys: string[]): void {
  const declared = [...shape.unique, ...shape.indexes];
  const served = declared.some((index) => keys.every((key) => index.slice(0, keys.length).includes(key)));
  if (!served) throw new Error(`${shape.name} declares no index on ${keys.join(", ")}`);
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function field(key: string): string {
  return `(doc ->> '${key.replaceAll("'", "''")}')`;
}
