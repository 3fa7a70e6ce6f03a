import { describe, expect, it } from "vitest";
import { testSandbox } from "./support/client.ts";

/** Two databases, of which `db` is linked to `ledger-db`. */
async function withDatabases() {
  const test = testSandbox();
  await test.heroku.post("/apps", { name: "notebook" });
  const add = (name: string, plan: string) => test.heroku.post("/apps/notebook/addons", { plan, name });
  await add("db", "heroku-postgresql:standard-0");
  await add("ledger-db", "heroku-postgresql:standard-0");
  await add("small", "heroku-postgresql:essential-0");
  await add("cache", "memcachier:dev");
  test.clock.advance(450);
  return { ...test, add };
}

const LINKS = "/client/v11/databases/db/links";

describe("links", () => {
  it("are of a database to another one, and have its name where they are given none", async () => {
    const { heroku } = await withDatabases();
    expect((await heroku.post(LINKS, { target: "ledger-db", as: "ledger" })).status).toBe(201);
    await heroku.post(LINKS, { target: "ledger-db" });
    expect((await heroku.get(LINKS)).body).toMatchObject([
      {
        name: "ledger",
        remote_name: "ledger_db",
        remote: { name: "ledger-db", attachment_name: expect.stringMatching(/_URL$/) },
      },
      { name: "ledger_db", created_at: expect.stringMatching(/^\d{4}-/) },
    ]);
    expect((await heroku.get("/client/v11/databases/ledger-db/links")).body).toEqual([]);
  });

  it("have names of their own within a database", async () => {
    const { heroku } = await withDatabases();
    await heroku.post(LINKS, { target: "ledger-db", as: "ledger" });
    expect((await heroku.post(LINKS, { target: "ledger-db", as: "ledger" })).status).toBe(422);
    expect((await heroku.post(LINKS, { target: "ledger-db", as: "2 words" })).status).toBe(422);
    expect((await heroku.delete(`${LINKS}/ledger`)).status).toBe(200);
    expect((await heroku.delete(`${LINKS}/ledger`)).status).toBe(404);
  });

  it("are between databases, none of which is Essential", async () => {
    const { heroku } = await withDatabases();
    for (const target of ["small", "cache"])
      expect((await heroku.post(LINKS, { target, as: "other" })).status).toBe(422);
    expect((await heroku.post(LINKS, { target: "nobodys", as: "other" })).status).toBe(404);
    expect((await heroku.get("/client/v11/databases/small/links")).status).toBe(422);
  });

  it.each(["db", "ledger-db"])("go with either database: %s", async (name) => {
    const { heroku, sandbox } = await withDatabases();
    await heroku.post(LINKS, { target: "ledger-db", as: "ledger" });
    await heroku.delete(`/apps/notebook/addons/${name}`);
    expect(sandbox.store.dump()["postgres-links"]).toEqual([]);
  });
});
