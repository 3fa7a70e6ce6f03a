import { describe, expect, it } from "vitest";
import { testSandbox } from "./support/client.ts";

interface Transfer {
  uuid: string;
  num: number;
  finished_at: string | null;
  succeeded: boolean | null;
}

/** A database whose add-on is provisioned; `D` is its path in the Data API. */
async function withDatabase() {
  const test = testSandbox();
  await test.heroku.post("/apps", { name: "notebook" });
  const plan = "heroku-postgresql:essential-0";
  const { body } = await test.heroku.post<{ id: string }>("/apps/notebook/addons", { plan, name: "db" });
  return { ...test, id: body.id, D: `/client/v11/databases/${body.id}` };
}

describe("databases", () => {
  it("are unknown until they are provisioned, and answer a while later", async () => {
    const { heroku, clock, D } = await withDatabase();
    expect((await heroku.get(`${D}/wait_status`)).status).toBe(404);
    clock.advance(300);
    expect((await heroku.get(`${D}/wait_status`)).body).toMatchObject({ "waiting?": true, "error?": false });
    clock.advance(150);
    expect((await heroku.get(`${D}/wait_status`)).body).toMatchObject({ "waiting?": false });
    const { body } = await heroku.get<{ info: unknown; resource_url: string }>(D);
    expect(body.info).toContainEqual({ name: "Plan", values: ["Essential 0"] });
    const { body: vars } = await heroku.get<{ DATABASE_URL: string }>("/apps/notebook/config-vars");
    expect(body.resource_url).toBe(vars.DATABASE_URL);
  });

  it("are waited for again after a change of plan", async () => {
    const { heroku, clock, D } = await withDatabase();
    clock.advance(450);
    await heroku.patch("/apps/notebook/addons/db", { plan: "heroku-postgresql:essential-1" });
    expect((await heroku.get(`${D}/wait_status`)).body).toMatchObject({ "waiting?": true });
    clock.advance(300);
    expect((await heroku.get(`${D}/wait_status`)).body).toMatchObject({ "waiting?": false });
  });

  it("have backup schedules, one for each name", async () => {
    const { heroku, clock, D } = await withDatabase();
    clock.advance(300);
    const schedule = (hour: string, timezone = "UTC", schedule_name = "DATABASE_URL") =>
      heroku.post<{ uuid: string }>(`${D}/transfer-schedules`, { hour, timezone, schedule_name });
    const { body: made } = await schedule("02");
    await schedule("03", "Europe/Berlin");
    expect((await heroku.get(`${D}/transfer-schedules`)).body).toMatchObject([
      { uuid: made.uuid, name: "DATABASE_URL", hour: 3, timezone: "Europe/Berlin" },
    ]);
    for (const refused of [schedule("24"), schedule("2", "Mars"), schedule("2", "UTC", "OTHER_URL")]) {
      expect((await refused).status).toBe(422);
    }
    expect((await heroku.delete(`${D}/transfer-schedules/${made.uuid}`)).status).toBe(200);
    expect((await heroku.delete(`${D}/transfer-schedules/${made.uuid}`)).status).toBe(404);
    expect((await heroku.get(`${D}/transfer-schedules`)).body).toEqual([]);
  });

  it("are backed up and restored, which takes time", async () => {
    const { heroku, clock, D } = await withDatabase();
    clock.advance(300);
    const list = "/client/v11/apps/notebook/transfers";
    const { body: backup } = await heroku.post<Transfer>(`${D}/backups`);
    expect(backup).toMatchObject({ num: 1, from_type: "pg_dump", to_type: "gof3r", finished_at: null });
    clock.advance(300);
    const { body: done } = await heroku.get<Transfer & { to_url: string }>(`${list}/${backup.uuid}?verbose=true`);
    expect(done).toMatchObject({ succeeded: true, logs: [{ message: "starting" }, { message: "backup completed" }] });
    expect((await heroku.post(`${list}/1/actions/public-url`)).body).toMatchObject({ url: expect.any(String) });
    const { body: restore } = await heroku.post<Transfer>(`${D}/restores`, { backup_url: done.to_url });
    expect((await heroku.post(`${list}/${restore.uuid}/actions/cancel`)).body).toMatchObject({ succeeded: false });
    expect((await heroku.post(`${list}/${restore.uuid}/actions/cancel`)).status).toBe(410);
    await heroku.delete(`${list}/1`);
    expect((await heroku.get<Transfer[]>(list)).body.map(({ num }) => num)).toEqual([2]);
  });

  it("are copied into one another", async () => {
    const { heroku, clock, D, sandbox } = await withDatabase();
    clock.advance(300);
    const between = {
      from_name: "DATABASE",
      from_url: "postgres://u:hidden@one.example.com/one",
      to_name: "OTHER",
      to_url: "postgres://u:hidden@other.example.com/other",
    };
    const { body: copy, status } = await heroku.post<Transfer>(`${D}/transfers`, between);
    expect([status, copy]).toMatchObject([201, { ...between, from_type: "pg_dump", to_type: "pg_restore" }]);
    clock.advance(300);
    expect((await heroku.get(`/client/v11/apps/notebook/transfers/${copy.uuid}?verbose=true`)).body).toMatchObject({
      succeeded: true,
      logs: [{ message: "starting" }, { message: "copy completed" }],
    });
    expect((await heroku.post(`${D}/transfers`, { ...between, to_url: "https://example.com" })).status).toBe(422);
    expect(JSON.stringify(sandbox.store.dump())).not.toContain("hidden");
  });
});

describe("key-value stores", () => {
  it("are unknown until they are provisioned, and answer a while later", async () => {
    const { heroku, clock } = await withDatabase();
    await heroku.post("/apps/notebook/addons", { plan: "heroku-redis:mini", name: "cache" });
    expect((await heroku.get("/redis/v0/databases/cache/wait")).status).toBe(404);
    clock.advance(300);
    expect((await heroku.get("/redis/v0/databases/cache/wait")).body).toMatchObject({ "waiting?": true });
    clock.advance(150);
    expect((await heroku.get("/redis/v0/databases/cache/wait")).body).toMatchObject({ "waiting?": false });
    expect((await heroku.get("/redis/v0/databases/cache")).body).toMatchObject({ plan: "heroku-redis:mini" });
    expect((await heroku.get("/redis/v0/databases/db")).status).toBe(404);
  });
});
