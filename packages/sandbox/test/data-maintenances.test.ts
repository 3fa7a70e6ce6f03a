import { describe, expect, it } from "vitest";
import { testSandbox } from "./support/client.ts";

async function withDatabase(plan = "heroku-postgresql:standard-0") {
  const test = testSandbox();
  await test.heroku.post("/apps", { name: "notebook" });
  const { body } = await test.heroku.post<{ id: string }>("/apps/notebook/addons", { plan, name: "db" });
  test.clock.advance(450);
  return { ...test, path: `/data/maintenances/v1/${body.id}` };
}

describe("maintenance windows", () => {
  it("begin at a day and a time, and are four hours long", async () => {
    const { heroku, path } = await withDatabase();
    const { body: first } = await heroku.get<{ window: string }>(`${path}/window`);
    expect(first.window).toMatch(/^\w+days \d\d:\d\d to .*\d\d:\d\d UTC$/);
    const set = (day_of_week: string, time_of_day: string) =>
      heroku.post(`${path}/window`, { day_of_week, time_of_day });
    expect((await set("Tuesday", "5:30pm")).body).toMatchObject({
      previous_window: first.window,
      window: "Tuesdays 17:30 to 21:30 UTC",
    });
    expect((await set("saturday", "22:00")).body).toMatchObject({ window: "Saturdays 22:00 to Sundays 02:00 UTC" });
    expect((await set("saturday", "12:00AM")).body).toMatchObject({ window: "Saturdays 00:00 to 04:00 UTC" });
    expect((await heroku.get(`${path}/window`)).body).toMatchObject({ window: "Saturdays 00:00 to 04:00 UTC" });
  });

  it("are refused where there is no such day or time", async () => {
    const { heroku, path } = await withDatabase();
    for (const [day_of_week, time_of_day] of [
      ["mars", "02:00"],
      ["monday", "02:15"],
      ["monday", "24:00"],
      ["monday", "13:00PM"],
    ]) {
      expect((await heroku.post(`${path}/window`, { day_of_week, time_of_day })).status).toBe(422);
    }
  });

  it("are not for Essential", async () => {
    const { heroku, path } = await withDatabase("heroku-postgresql:essential-0");
    expect((await heroku.get(`${path}/window`)).status).toBe(422);
    expect((await heroku.get("/data/maintenances/v1/apps/notebook")).body).toEqual({ maintenances: [] });
  });

  it("go with their database, in which nothing ever has to be maintained", async () => {
    const { heroku, path, sandbox } = await withDatabase();
    await heroku.post(`${path}/window`, { day_of_week: "monday", time_of_day: "02:00" });
    expect((await heroku.get(path)).body).toMatchObject({ status: "none", window: "Mondays 02:00 to 06:00 UTC" });
    expect((await heroku.get("/data/maintenances/v1/apps/notebook")).body).toMatchObject({
      maintenances: [{ addon: { name: "db", attachments: ["DATABASE_URL"] }, app: { name: "notebook" } }],
    });
    expect((await heroku.get(`${path}/history/?limit=5`)).body).toEqual({ maintenances: [] });
    await heroku.delete("/apps/notebook/addons/db");
    expect((await heroku.get(`${path}/window`)).status).toBe(404);
    expect(sandbox.store.dump().maintenance_windows).toEqual([]);
  });
});
