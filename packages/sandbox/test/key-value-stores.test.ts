import { describe, expect, it } from "vitest";
import { testSandbox } from "./support/client.ts";

interface Info {
  info: { name: string; values: string[] }[];
  resource_url: string;
}

async function withStore(plan = "heroku-redis:premium-0") {
  const test = testSandbox();
  await test.heroku.post("/apps", { name: "notebook" });
  const { body } = await test.heroku.post<{ id: string }>("/apps/notebook/addons", { plan, name: "cache" });
  test.clock.advance(450);
  const info = async () => (await test.heroku.get<Info>(STORE)).body;
  const line = async (title: string) => (await info()).info.find(({ name }) => name === title)?.values[0];
  const vars = async (app = "notebook") =>
    (await test.heroku.get<Record<string, string>>(`/apps/${app}/config-vars`)).body;
  return { ...test, id: body.id, info, line, vars, W: `/data/maintenances/v1/${body.id}` };
}

const STORE = "/redis/v0/databases/cache";
const CONFIG = `${STORE}/config`;

describe("settings of a store", () => {
  it("are Heroku's at first; a change is of what it names", async () => {
    const { heroku, line } = await withStore("heroku-redis:mini");
    expect((await heroku.get(CONFIG)).body).toMatchObject({
      maxmemory_policy: { value: "noeviction", default: "noeviction", values: { "allkeys-lru": expect.any(String) } },
      notify_keyspace_events: { value: "", default: "" },
      timeout: { value: 300, default: 300 },
    });
    const { body } = await heroku.patch(CONFIG, { timeout: 0, maxmemory_policy: "allkeys-lru" });
    expect(body).toMatchObject({ timeout: { value: 0 }, maxmemory_policy: { value: "allkeys-lru" } });
    expect((await heroku.get(CONFIG)).body).toEqual(body);
    expect([await line("Timeout"), await line("Maxmemory")]).toEqual(["0", "allkeys-lru"]);
  });

  it("tell keyspace notifications as Redis does, in an order of its own", async () => {
    const { heroku, line } = await withStore();
    const set = async (flags: string) => {
      const changed = await heroku.patch<Record<string, { value: string }>>(CONFIG, { notify_keyspace_events: flags });
      return changed.body.notify_keyspace_events?.value;
    };
    expect(await line("Keyspace Notifications")).toBe("Disabled");
    expect(await set("KEx")).toBe("xKE");
    expect(await line("Keyspace Notifications")).toBe("xKE");
    expect(await set("Kg$lshztxe")).toBe("AK");
    expect(await set("EKAm")).toBe("AKEm");
    expect(await set("")).toBe("");
  });

  it.each<[string, object]>([
    ["a policy that there is not", { maxmemory_policy: "sometimes" }],
    ["less than no time", { timeout: -1 }],
    ["a text for a number", { timeout: "5" }],
    ["events that there are not", { notify_keyspace_events: "Q" }],
    ["what is no setting", { maxmemory: 5 }],
    ["what each object has", { constructor: 1 }],
  ])("refuse %s, and all that is sent with it", async (_what, wrong) => {
    const { heroku } = await withStore();
    expect((await heroku.patch(CONFIG, { standby_segv_workaround: true, ...wrong })).status).toBe(422);
    expect((await heroku.get(CONFIG)).body).toMatchObject({ standby_segv_workaround: { value: false } });
  });

  it("go with the store, and are none of a database", async () => {
    const { heroku, clock } = await withStore();
    await heroku.patch(CONFIG, { timeout: 5 });
    await heroku.delete("/apps/notebook/addons/cache", {});
    expect((await heroku.get(CONFIG)).status).toBe(404);
    await heroku.post("/apps/notebook/addons", { plan: "heroku-postgresql:standard-0", name: "db" });
    clock.advance(450);
    expect((await heroku.get("/redis/v0/databases/db/config")).status).toBe(404);
  });
});

describe("credentials of a store", () => {
  it("rotate in a while; every app that has them gets a release with the new password", async () => {
    const { heroku, clock, id, info, vars } = await withStore();
    await heroku.post("/apps", { name: "other" });
    await heroku.post("/addon-attachments", { addon: id, app: "other", name: "SHARED" });
    const [before, { REDIS_URL: old }] = [await info(), await vars()];
    const releases = (await heroku.get<unknown[]>("/apps/notebook/releases")).body.length;
    expect((await heroku.post(`${STORE}/credentials_rotation`, {})).status).toBe(200);
    expect((await heroku.get(`${STORE}/wait`)).body).toMatchObject({ "waiting?": true });
    expect([(await info()).resource_url, (await vars()).REDIS_URL]).toEqual([before.resource_url, old]);
    clock.advance(300);
    expect((await heroku.get(`${STORE}/wait`)).body).toMatchObject({ "waiting?": false });
    const { resource_url } = await info();
    expect(resource_url).not.toBe(before.resource_url);
    const { password } = new URL(resource_url);
    expect(await vars()).toMatchObject({ REDIS_URL: resource_url, REDIS_TLS_URL: expect.stringContaining(password) });
    expect(await vars("other")).toMatchObject({ SHARED_URL: resource_url });
    expect((await heroku.get<unknown[]>("/apps/notebook/releases")).body).toHaveLength(releases + 1);
  });

  it("do not rotate once the store is gone", async () => {
    const { heroku, clock, vars } = await withStore();
    await heroku.post(`${STORE}/credentials_rotation`, {});
    await heroku.delete("/apps/notebook/addons/cache", {});
    clock.advance(300);
    expect(await vars()).toEqual({});
  });
});

describe("the upgrade of a store", () => {
  const upgrade = (heroku: { post: Post }, version: string) => heroku.post(`${STORE}/upgrade`, { version });
  type Post = (path: string, body: object) => Promise<{ status: number }>;

  it("is a maintenance that is prepared, and then run: the apps get another address", async () => {
    const { heroku, clock, W, line, vars } = await withStore();
    const status = async () => (await heroku.get<{ status: string }>(W)).body.status;
    const { REDIS_URL: before } = await vars();
    expect((await heroku.post(`${W}/run`, {})).status).toBe(422);
    expect((await upgrade(heroku, "9.0")).status).toBe(200);
    expect([await status(), (await heroku.post(`${W}/run`, {})).status]).toEqual(["preparing", 422]);
    expect(await line("Maintenance")).toMatch(/^required by \d{4}-/);
    clock.advance(300);
    expect([await status(), (await upgrade(heroku, "9.1")).status]).toEqual(["ready", 422]);
    expect((await heroku.post(`${W}/run`, {})).status).toBe(200);
    expect((await heroku.get(`${STORE}/wait`)).body).toMatchObject({ "waiting?": true });
    expect([await status(), await line("Version")]).toEqual(["running", "8.1.3"]);
    clock.advance(300);
    expect((await heroku.get(`${STORE}/wait`)).body).toMatchObject({ "waiting?": false });
    expect([await status(), await line("Version"), await line("Maintenance")]).toEqual([
      "completed",
      "9.0",
      "not required",
    ]);
    const { REDIS_URL: after = "" } = await vars();
    expect(after).not.toBe(before);
    expect(new URL(after).password).toBe(new URL(before ?? "").password);
    expect((await heroku.post(`${W}/run`, {})).status).toBe(422);
    await upgrade(heroku, "9.1");
    expect(await line("Version")).toBe("9.0");
  });

  it("of Mini happens at once", async () => {
    const { heroku, line } = await withStore("heroku-redis:mini");
    expect((await upgrade(heroku, "nine")).status).toBe(422);
    expect((await upgrade(heroku, "9.0")).status).toBe(200);
    expect(await line("Version")).toBe("9.0");
  });
});

describe("maintenance windows", () => {
  const WINDOW = /^(Sun|Mon|Tues|Wednes|Thurs|Fri|Satur)days \d\d:[03]0 to (\w+days )?\d\d:[03]0 UTC$/;

  it("are chosen by Heroku at first, and four hours long wherever they are set", async () => {
    const { heroku, W, line } = await withStore();
    const { body } = await heroku.get<{ window: string }>(`${W}/window`);
    expect(body).toEqual({
      window: expect.stringMatching(WINDOW),
      previous_window: null,
      scheduled_for: null,
      previously_scheduled_for: null,
    });
    const set = async (day_of_week: string, time_of_day: string) =>
      (await heroku.post<{ window: string }>(`${W}/window`, { day_of_week, time_of_day })).body;
    expect(await set("sunday", "13:30")).toMatchObject({
      window: "Sundays 13:30 to 17:30 UTC",
      previous_window: body.window,
    });
    expect(await line("Maintenance window")).toBe("Sundays 13:30 to 17:30 UTC");
    expect((await set("Thursday", "22:00")).window).toBe("Thursdays 22:00 to Fridays 02:00 UTC");
    expect((await set("saturday", "8:30PM")).window).toBe("Saturdays 20:30 to Sundays 00:30 UTC");
    expect((await set("monday", "12:00AM")).window).toBe("Mondays 00:00 to 04:00 UTC");
  });

  it.each([
    ["someday", "13:30"],
    ["sunday", "13:45"],
    ["sunday", "24:00"],
    ["sunday", "13:30PM"],
  ])("can't be on %s at %s", async (day_of_week, time_of_day) => {
    const { heroku, W } = await withStore();
    const before = await heroku.get(`${W}/window`);
    expect((await heroku.post(`${W}/window`, { day_of_week, time_of_day })).status).toBe(422);
    expect((await heroku.get(`${W}/window`)).body).toEqual(before.body);
  });

  it("go with the store", async () => {
    const { heroku, W, sandbox } = await withStore();
    await heroku.post(`${W}/window`, { day_of_week: "monday", time_of_day: "02:00" });
    expect(sandbox.store.dump().maintenance_windows).toHaveLength(1);
    await heroku.delete("/apps/notebook/addons/cache", {});
    expect((await heroku.get(`${W}/window`)).status).toBe(404);
    expect(sandbox.store.dump().maintenance_windows).toEqual([]);
  });

  it("are none of mini", async () => {
    const { heroku, W, line } = await withStore("heroku-redis:mini");
    expect((await heroku.get(`${W}/window`)).status).toBe(422);
    expect((await heroku.get("/data/maintenances/v1/apps/notebook")).body).toEqual({ maintenances: [] });
    expect((await heroku.post(`${W}/window`, { day_of_week: "sunday", time_of_day: "13:30" })).status).toBe(422);
    expect(await line("Maintenance window")).toBeUndefined();
  });

  it("are told of each data add-on, none of which needs maintenance", async () => {
    const { heroku, W, id } = await withStore();
    await heroku.post("/apps/notebook/addons", { plan: "papertrail:choklad", name: "logs" });
    const { body } = await heroku.get(W);
    expect(body).toMatchObject({
      addon: {
        uuid: id,
        name: "cache",
        kind: "heroku-redis",
        plan: "premium-0",
        attachments: ["REDIS_TLS_URL", "REDIS_URL"],
      },
      status: "none",
    });
    expect((await heroku.get("/data/maintenances/v1/apps/notebook")).body).toEqual({ maintenances: [body] });
    expect((await heroku.get(`${W}/history/?limit=5`)).body).toEqual({ maintenances: [] });
    expect((await heroku.post(`${W}/run`, {})).status).toBe(422);
    expect((await heroku.get("/data/maintenances/v1/logs")).status).toBe(404);
  });
});
