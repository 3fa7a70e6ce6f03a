import { describe, expect, it } from "vitest";
import { testSandbox } from "./support/client.ts";

async function withDatabase(plan = "heroku-postgresql:standard-0") {
  const test = testSandbox();
  await test.heroku.post("/apps", { name: "notebook" });
  await test.heroku.post("/apps/notebook/addons", { plan, name: "db" });
  test.clock.advance(450);
  const urls = async () => {
    const { body } = await test.heroku.get<Record<string, string>>("/apps/notebook/config-vars");
    return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, new URL(value)]));
  };
  return { ...test, urls };
}

const PATH = "/client/v11/databases/db/connection-pooling";
const WANTED = { app: "notebook", credential: "default", name: "DATABASE_CONNECTION_POOL" };

describe("connection pooling", () => {
  it("is an attachment in a namespace of its own, with a release and another address of the same database", async () => {
    const { heroku, urls } = await withDatabase();
    const releases = async () => (await heroku.get<unknown[]>("/apps/notebook/releases")).body.length;
    const before = await releases();
    const { status, body } = await heroku.post<{ id: string }>(PATH, WANTED);
    expect([status, body]).toMatchObject([201, { name: WANTED.name, namespace: "connection-pooling:default" }]);
    expect(await releases()).toBe(before + 1);
    const { DATABASE_URL: plain, DATABASE_CONNECTION_POOL_URL: pooled } = await urls();
    const parts = (url: URL | undefined) => [url?.username, url?.password, url?.hostname, url?.pathname];
    expect(parts(pooled)).toEqual(parts(plain));
    expect(pooled?.port).not.toBe(plain?.port);
    await heroku.delete(`/addon-attachments/${body.id}`);
    expect(Object.keys(await urls())).toEqual(["DATABASE_URL"]);
  });

  it("gets a name of Heroku's where none is given, and refuses one that is taken", async () => {
    const { heroku } = await withDatabase();
    const { body } = await heroku.post<{ name: string }>(PATH, { app: "notebook" });
    expect(body.name).toMatch(/^HEROKU_POSTGRESQL_[A-Z]+$/);
    expect((await heroku.post(PATH, { ...WANTED, name: "DATABASE" })).status).toBe(423);
  });

  it("uses the new password once the default credential has rotated", async () => {
    const { heroku, clock, urls } = await withDatabase();
    await heroku.post(PATH, WANTED);
    const before = (await urls()).DATABASE_CONNECTION_POOL_URL?.password;
    await heroku.post("/postgres/v0/databases/db/credentials/default/credentials_rotation", {});
    clock.advance(300);
    const { DATABASE_URL: plain, DATABASE_CONNECTION_POOL_URL: pooled } = await urls();
    expect(pooled?.password).toBe(plain?.password);
    expect(pooled?.password).not.toBe(before);
  });

  it("is for the default credential, and not for Essential", async () => {
    const { heroku } = await withDatabase();
    expect((await heroku.post(PATH, { ...WANTED, credential: "readonly" })).status).toBe(422);
    const small = await withDatabase("heroku-postgresql:essential-0");
    expect((await small.heroku.post(PATH, WANTED)).status).toBe(422);
  });
});
