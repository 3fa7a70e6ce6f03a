import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it } from "vitest";
import { collection } from "../store/collection.ts";
import { openStore } from "../store/sqlite.ts";

interface Thing {
  id: string;
  app: string;
  name: string | null;
  secret?: { key: string };
}

const things = collection<Thing>("things", { indexes: [["app"]], unique: [["app", "name"]], hidden: ["secret"] });

function opened() {
  const store = openStore({ collections: [things] });
  return { store, table: things({ store }) };
}

it("a folder of another version is refused", () => {
  const dataDir = mkdtempSync(join(tmpdir(), "sandbox-"));
  const database = new DatabaseSync(join(dataDir, "sandbox.db"));
  database.exec("PRAGMA user_version = 99");
  database.close();
  expect(() => openStore({ dataDir, collections: [] })).toThrow("was written by another version of the sandbox");
  rmSync(dataDir, { recursive: true });
});

it("a damaged database is refused by name", () => {
  const dataDir = mkdtempSync(join(tmpdir(), "sandbox-"));
  writeFileSync(join(dataDir, "sandbox.db"), "this is no database".repeat(100));
  const way = "is damaged (file is not a database); use another folder or remove this one";
  expect(() => openStore({ dataDir, collections: [] })).toThrow(`${join(dataDir, "sandbox.db")} ${way}`);
  rmSync(dataDir, { recursive: true });
});

describe("the store", () => {
  it("finds documents by declared keys, in the order of their creation", () => {
    const { table } = opened();
    for (const id of ["c", "a", "b"]) table.insert({ id, app: "x", name: id });
    table.insert({ id: "d", app: "y", name: null });
    expect(table.list({ app: "x" }).map(({ id }) => id)).toEqual(["c", "a", "b"]);
    expect(table.list({ app: "x" }, { newestFirst: true, limit: 1 }).map(({ id }) => id)).toEqual(["b"]);
    expect(table.find({ app: "y", name: null })?.id).toBe("d");
    expect(table.count({ app: "x" })).toBe(3);
    table.deleteWhere({ app: "x" });
    expect(table.list().map(({ id }) => id)).toEqual(["d"]);
  });

  it("refuses a look-up that would read everything", () => {
    const { table } = opened();
    expect(() => table.find({ name: "a" })).toThrow("things declares no index on name");
  });

  it("holds unique keys", () => {
    const { table } = opened();
    table.insert({ id: "a", app: "x", name: "same" });
    expect(() => table.insert({ id: "b", app: "x", name: "same" })).toThrow("UNIQUE");
  });

  it("does all of a transaction or nothing", () => {
    const { store, table } = opened();
    const work = () => {
      table.insert({ id: "a", app: "x", name: "a" });
      throw new Error("halfway");
    };
    expect(() => store.transaction(work)).toThrow("halfway");
    expect(table.list()).toEqual([]);
  });

  it("shows of hidden fields only the names", () => {
    const { store, table } = opened();
    table.insert({ id: "a", app: "x", name: "a", secret: { key: "canary" } });
    expect(store.dump()).toEqual({ things: [{ id: "a", app: "x", name: "a", secret: ["key"] }] });
  });

  it("gives tasks in the order of their times, then of their making", () => {
    const { store } = opened();
    store.tasks.add(20, "late", {});
    store.tasks.add(10, "first", {});
    store.tasks.add(10, "second", {});
    expect(store.tasks.due(9)).toBeUndefined();
    const kinds: string[] = [];
    for (let task = store.tasks.due(30); task; task = store.tasks.due(30)) {
      kinds.push(task.kind);
      store.tasks.remove(task.id);
    }
    expect(kinds).toEqual(["first", "second", "late"]);
  });
});
