import { describe, expect, it } from "vitest";
import { testSandbox } from "./support/client.ts";

interface Attachment {
  id: string;
  name: string;
}

/** Two apps; the first has a database that answers. */
async function withDatabase() {
  const test = testSandbox();
  for (const name of ["notebook", "reports"]) await test.heroku.post("/apps", { name });
  await test.heroku.post("/apps/notebook/addons", { plan: "heroku-postgresql:essential-0", name: "notebook-db" });
  test.clock.advance(300);
  const attach = (body: object) =>
    test.heroku.post<Attachment & { message: string }>("/addon-attachments", { addon: "notebook-db", ...body });
  const vars = async (app: string) => (await test.heroku.get<Record<string, string>>(`/apps/${app}/config-vars`)).body;
  return { ...test, attach, vars };
}

describe("add-on attachments", () => {
  it("give another app the add-on's config vars, in a release", async () => {
    const { heroku, attach, vars } = await withDatabase();
    const { status, body } = await attach({ app: "reports", name: "SOURCE" });
    expect([status, body]).toMatchObject([201, { name: "SOURCE", app: { name: "reports" }, namespace: null }]);
    expect((await vars("reports")).SOURCE_URL).toBe((await vars("notebook")).DATABASE_URL);
    const { body: newest } = await heroku.get("/apps/reports/releases/current");
    expect(newest).toMatchObject({ description: "Attach SOURCE (@ref:notebook-db)" });
    await heroku.delete(`/addon-attachments/${body.id}`);
    expect(await vars("reports")).toEqual({});
    expect((await heroku.get(`/addon-attachments/${body.id}`)).status).toBe(404);
  });

  it("with a namespace carry another user", async () => {
    const { attach, vars } = await withDatabase();
    await attach({ app: "notebook", name: "DATABASE_READONLY", namespace: "credential:readonly" });
    expect((await vars("notebook")).DATABASE_READONLY_URL).toMatch(/^postgres:\/\/readonly:/);
  });

  it("are listed by account, app and add-on", async () => {
    const { heroku, attach } = await withDatabase();
    await attach({ app: "reports", name: "SOURCE" });
    const names = async (path: string) => (await heroku.get<Attachment[]>(path)).body.map(({ name }) => name).sort();
    expect(await names("/addon-attachments")).toEqual(["DATABASE", "SOURCE"]);
    expect(await names("/addons/notebook-db/addon-attachments")).toEqual(["DATABASE", "SOURCE"]);
    expect(await names("/apps/reports/addon-attachments")).toEqual(["SOURCE"]);
    expect((await heroku.get("/apps/reports/addon-attachments/SOURCE")).body).toMatchObject({ name: "SOURCE" });
    expect((await heroku.get("/apps/reports/addon-attachments/DATABASE")).status).toBe(404);
  });

  it("name the add-on together with the app", async () => {
    const { heroku, attach } = await withDatabase();
    await attach({ app: "reports", name: "SOURCE" });
    const called = (name: string) => heroku.get(`/addons/${encodeURIComponent(name)}`);
    for (const name of ["notebook::DATABASE", "reports::SOURCE"])
      expect((await called(name)).body).toMatchObject({ name: "notebook-db" });
    for (const name of ["reports::DATABASE", "nobody::DATABASE"]) expect((await called(name)).status).toBe(404);
  });

  it("keep the last one of the app that pays", async () => {
    const { heroku, attach } = await withDatabase();
    const [database] = (await heroku.get<Attachment[]>("/addon-attachments")).body;
    const { status, body } = await heroku.delete<{ message: string }>(`/addon-attachments/${database?.id}`);
    expect([status, body.message]).toEqual([422, "DATABASE is the last billing attachment to notebook-db."]);
    await attach({ app: "notebook", name: "BACKUP" });
    expect((await heroku.delete(`/addon-attachments/${database?.id}`)).status).toBe(200);
  });

  it("refuse names that are taken or no names at all", async () => {
    const { heroku, attach } = await withDatabase();
    await heroku.patch("/apps/reports/config-vars", { SOURCE_URL: "mine" });
    expect((await attach({ app: "reports", name: "SOURCE" })).status).toBe(423);
    expect((await attach({ app: "reports", name: "source" })).status).toBe(422);
    expect((await attach({ app: "reports", name: "SOURCE", confirm: "reports" })).status).toBe(201);
    expect((await attach({ app: "reports", addon: "nothing" })).status).toBe(404);
  });

  it("made while the add-on provisions get their config vars with the others", async () => {
    const { heroku, clock, vars } = await withDatabase();
    await heroku.post("/apps/reports/addons", { plan: "heroku-redis:mini", name: "cache" });
    await heroku.post("/addon-attachments", { addon: "cache", app: "notebook", name: "CACHE" });
    expect(await vars("notebook")).not.toHaveProperty("CACHE_URL");
    clock.advance(300);
    expect(await vars("notebook")).toHaveProperty("CACHE_URL");
  });

  it("are resolved by what a person types, with plan and config vars when asked", async () => {
    const { sandbox, heroku } = await withDatabase();
    for (const addon_attachment of ["DATABASE", "database", "notebook-db"]) {
      const { body } = await heroku.post<Attachment[]>("/actions/addon-attachments/resolve", {
        addon_attachment,
        app: "notebook",
      });
      expect(body.map(({ name }) => name)).toEqual(["DATABASE"]);
    }
    const answer = await sandbox.fetch("http://127.0.0.1/actions/addon-attachments/resolve", {
      method: "POST",
      headers: {
        Authorization: "Bearer key",
        Accept: "application/vnd.heroku+json; version=3.sdk",
        "Accept-Inclusion": "addon:plan,config_vars",
      },
      body: JSON.stringify({ addon_attachment: "DATABASE", app: null }),
    });
    expect(await answer.json()).toMatchObject([
      { addon: { plan: { name: "heroku-postgresql:essential-0" } }, config_vars: ["DATABASE_URL"] },
    ]);
  });
});
