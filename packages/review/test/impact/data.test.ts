import { describe, expect, test } from "vitest";
import type { ReviewedChange } from "../../model.ts";
import { create, judged, remove, replace, update, view } from "./changes.ts";

const addOn = (plan: string, inputs: object = {}, monthlyCents = 500) =>
  view("AddOn", { plan, ...inputs }, { addOnName: "curved-1", monthlyCents }, "site-database");
const attachment = (inputs: object = {}) => view("AddOnAttachment", { name: "READONLY", addOn: "1", ...inputs });
const backup = (hour: number) => view("PostgresBackupSchedule", { hour }, {}, "site-database");
const credential = (name: string, rotation?: string) => view("PostgresCredential", { name, rotation });
const pool = (name = "POOL") => view("PostgresConnectionPooling", { name });
const link = (name = "ledger") => view("PostgresLink", { name });
const rotated = (month: string) => view("KeyValueStoreCredential", { triggers: { month } });
const policy = (maxmemoryPolicy?: string) => view("KeyValueStoreSettings", { maxmemoryPolicy });
const app = (inputs: object = {}) => view("App", { ...inputs });
const promotion = (slug: string) => view("Promotion", { version: 3 }, { slug, running: true });

const postgres = addOn("heroku-postgresql:standard-0");
const follower = addOn("heroku-postgresql:standard-0", { follow: "leader-id" });
const cache = addOn("memcachier:dev");

const TOLD: [what: string, change: ReviewedChange, told: RegExp][] = [
  [
    "a larger plan",
    update(postgres, addOn("heroku-postgresql:standard-2", {}, 900)),
    /^All data in the Postgres .* stays\.$/,
  ],
  [
    "config vars under another name",
    update(postgres, addOn("heroku-postgresql:standard-0", { attachment: "MAIN" })),
    /stays/,
  ],
  [
    "another plan of a cache",
    update(cache, addOn("memcachier:100")),
    /^Whether the memcachier add-on "database" keeps /,
  ],
  ["a follower less", remove(follower), /^All data stays in the database that the Postgres .* follows: only this copy/],
  ["a follower that follows no more", update(follower, postgres), /^All data in the Postgres .* stays\.$/],
  ["a cache less", remove(cache), /^What the memcachier add-on "database" keeps, .* goes with it\.$/],
  ["an attachment", create(attachment()), /^Data stays in its add-on: the app only gets its address, as READONLY/],
  ["an attachment less", remove(attachment()), /^Data stays in its add-on: the app loses the address READONLY/],
  ["an attachment of another name", replace(attachment(), attachment({ name: "REPORTS" })), /stays .* as REPORTS\.$/],
  ["a new password", update(credential("default", "1"), credential("default", "2")), /stays: only a password changes/],
  ["a new password from now on", create(credential("default", "1")), /^All data in the database stays\.$/],
  ["a user of the database", create(credential("readonly")), /stays: its user readonly is new/],
  ["a user less", remove(credential("readonly")), /stays, also what its user readonly owns/],
  ["pooled connections", create(pool()), /^Data stays .* one more address of it, which shares connections\.$/],
  [
    "no pooled connections",
    remove(pool()),
    /^Data stays .* the app loses the address POOL, and what still uses it fails\.$/,
  ],
  ["pooled connections anew", replace(pool(), pool("OTHER")), /^Data stays .* the address POOL,/],
  ["a link", create(link()), /^All data in both databases stays: .* in its schema ledger\.$/],
  ["a link less", remove(link()), /^All data in both databases stays: the schema ledger, .* goes with the views/],
  [
    "a store's new password",
    replace(rotated("10"), rotated("11")),
    /^All data .* store stays: only a password changes/,
  ],
  [
    "maintenance of a store",
    create(view("KeyValueStoreMaintenance", {})),
    /^Data .* store stays, but for what is writ/,
  ],
  ["a store that removes keys", create(policy("allkeys-lru")), /stays until it is full: then it removes .*allkeys-lru/],
  ["a store that removes none", update(policy("allkeys-lru"), policy("noeviction")), /stays: .* writes to it fail\.$/],
  [
    "a store as it was before",
    remove(policy("allkeys-lru")),
    /stays until it is full: then it does what it did before/,
  ],
  ["a daily backup", create(backup(2)), /backed up each day from then on/],
  ["another hour of it", update(backup(2), backup(5)), /^Data stays, and so do the backups that are there; the next/],
  ["no backup any more", remove(backup(2)), /no further one is made by itself/],
  ["another name of the app", update(app(), app({ name: "store" })), /^The app stays the same one: all data stays/],
  ["built code", create(view("Release", { slug: "1" })), /code that comes does to it, a review can't tell/],
  ["a build", create(view("Build", { source: "site" })), /code that comes does to it, a review can't tell/],
  ["a promotion", replace(promotion("one"), promotion("two")), /code that comes does to it, a review can't tell/],
  ["a rollback", create(view("Rollback", { version: 2 })), /older code comes back, older data does not/],
];

const UNTOLD: [what: string, change: ReviewedChange][] = [
  ["a new database", create(postgres)],
  ["a database less", remove(postgres)],
  ["a smaller database", update(addOn("ormongo:5-mmap", {}, 900), addOn("ormongo:2-mmap", {}, 100))],
  ["config vars of a cache under another name", update(cache, addOn("memcachier:dev", { attachment: "MAIN" }))],
  ["a password that is forgotten", remove(credential("default"))],
  ["a store's password that is forgotten", remove(rotated("10"))],
  ["maintenance that is forgotten", remove(view("KeyValueStoreMaintenance", {}))],
  ["other settings of a store", update(policy("allkeys-lru"), policy("allkeys-lru"), "timeout")],
  ["settings of a store without a policy", create(policy())],
  ["maintenance", update(app(), app({ maintenance: true }))],
  ["code that runs already", replace(promotion("one"), promotion("one"))],
  ["config vars", create(view("ConfigVars", { vars: { A: "1" } }))],
];

const toldOf = (...changes: [ReviewedChange, ...ReviewedChange[]]) =>
  judged(changes).impacts.flatMap(({ kind, text }) => (kind === "data" ? [text] : []));

describe("what becomes of data", () => {
  test.each(TOLD)("is told of %s", (_what, change, told) => {
    expect(toldOf(change)).toEqual([expect.stringMatching(told)]);
  });

  test.each(UNTOLD)("has no word of its own for %s", (_what, change) => {
    expect(toldOf(change)).toEqual([]);
  });

  test("has no word in an app that is new", () => {
    expect(toldOf(create(backup(2)), create(app()))).toEqual([]);
    expect(toldOf(create(view("Build", { source: "site" })), create(app()))).toEqual([]);
  });

  test("is told once, where it is lost: what belongs to the add-on or the app does not say that data stays", () => {
    for (const change of [remove(backup(2)), remove(attachment()), remove(credential("readonly"))]) {
      expect(toldOf(change, remove(postgres))).toEqual([]);
      expect(toldOf(change, remove(app()))).toEqual([]);
      expect(toldOf(change, remove(cache))).toHaveLength(1);
    }
  });
});
