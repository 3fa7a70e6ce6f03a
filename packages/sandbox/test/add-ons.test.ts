import { describe, expect, it } from "vitest";
import { addOnServices } from "../catalogue/add-on-services.ts";
import { plansOf } from "../catalogue/plans.ts";
import { testSandbox } from "./support/client.ts";

interface AddOn {
  id: string;
  name: string;
  state: string;
  config_vars: string[];
}

async function withApp() {
  const test = testSandbox();
  await test.heroku.post("/apps", { name: "notebook" });
  const releases = async (app = "notebook") => {
    const { body } = await test.heroku.get<{ description: string }[]>(`/apps/${app}/releases`);
    return body.slice(2).map(({ description }) => description);
  };
  const add = async (plan: string, more: object = {}) =>
    (await test.heroku.post<AddOn>("/apps/notebook/addons", { plan, ...more })).body;
  return { ...test, releases, add };
}

describe("add-on services and plans", () => {
  it("are listed with prices, and found by name and id", async () => {
    const { heroku } = testSandbox();
    const { body: services } = await heroku.get<{ id: string; name: string }[]>("/addon-services");
    expect(services.map(({ name }) => name)).toContain("heroku-postgresql");
    const { body: plans } = await heroku.get<{ name: string }[]>("/addon-services/heroku-redis/plans");
    expect(plans.find(({ name }) => name === "heroku-redis:premium-2")).toMatchObject({
      price: { cents: 6000, contract: false, unit: "month" },
    });
    const { body: plan } = await heroku.get("/addon-services/heroku-redis/plans/mini");
    expect(plan).toEqual((await heroku.get("/plans/heroku-redis:mini")).body);
    expect((await heroku.get("/addon-services/heroku-redis/plans/nothing")).status).toBe(404);
    expect((await heroku.get("/addon-services/nothing/plans")).status).toBe(404);
  });

  it("of the catalogue have plans, one of them the default", () => {
    for (const service of addOnServices) expect(plansOf(service).filter((plan) => plan.default)).toHaveLength(1);
  });
});

describe("add-ons", () => {
  it("take time, and their config vars appear once they are provisioned", async () => {
    const { heroku, clock, releases, add } = await withApp();
    const made = await add("heroku-postgresql:essential-0", { name: "notebook-db" });
    expect(made).toMatchObject({ name: "notebook-db", state: "provisioning", config_vars: ["DATABASE_URL"] });
    expect((await heroku.get("/apps/notebook/config-vars")).body).toEqual({});
    expect(await releases()).toEqual(["Attach DATABASE (@ref:notebook-db)"]);
    clock.advance(300);
    expect((await heroku.get("/addons/notebook-db")).body).toMatchObject({ state: "provisioned" });
    const { body: vars } = await heroku.get<Record<string, string>>("/apps/notebook/config-vars");
    expect(vars.DATABASE_URL).toMatch(/^postgres:\/\/.+:5432\/.+/);
    expect((await releases())[1]).toBe("@ref:notebook-db completed provisioning, setting DATABASE_URL.");
    const { body: newest } = await heroku.get("/apps/notebook/releases/current");
    expect(newest).toMatchObject({ addon_plan_names: ["heroku-postgresql:essential-0"] });
  });

  it("of services that answer at once are provisioned in the answer", async () => {
    const { heroku, add } = await withApp();
    expect(await add("memcachier:dev")).toMatchObject({ state: "provisioned" });
    expect(Object.keys((await heroku.get("/apps/notebook/config-vars")).body)).toEqual([
      "MEMCACHIER_PASSWORD",
      "MEMCACHIER_SERVERS",
      "MEMCACHIER_USERNAME",
    ]);
  });

  it("are listed by account and app, and belong to their account", async () => {
    const { heroku, as, add } = await withApp();
    const { id } = await add("memcachier:dev", { name: "cache" });
    for (const path of ["/addons", "/apps/notebook/addons", "/users/~/addons"]) {
      expect((await heroku.get<AddOn[]>(path)).body.map((each) => each.id)).toEqual([id]);
    }
    expect((await heroku.get(`/apps/notebook/addons/${id}`)).body).toEqual((await heroku.get("/addons/cache")).body);
    expect((await as("other").get("/addons")).body).toEqual([]);
    expect((await as("other").get(`/addons/${id}`)).status).toBe(403);
  });

  it("refuse unknown plans, taken names, plans of spaces and a second one where there can be only one", async () => {
    const { heroku, add } = await withApp();
    await add("papertrail:choklad", { name: "logs" });
    const refused = async (body: object) => {
      const { status, body: error } = await heroku.post<{ message: string }>("/apps/notebook/addons", body);
      return `${status} ${error.message}`;
    };
    expect(await refused({ plan: "heroku-redis:maxi" })).toBe(
      `422 Couldn't find either the add-on service or the add-on plan of "heroku-redis:maxi".`,
    );
    expect(await refused({ plan: "memcachier:dev", name: "logs" })).toBe("422 Name is already taken");
    expect(await refused({ plan: "papertrail:choklad" })).toMatch(/^422 .*already installed/);
    expect(await refused({ plan: "heroku-postgresql:private-0" })).toMatch(/^422 .*in a space/);
    expect((await heroku.get("/addons")).body).toHaveLength(1);
  });

  it("get a name with a color where the usual one is taken", async () => {
    const { add } = await withApp();
    await add("heroku-postgresql:essential-0");
    const second = await add("heroku-postgresql:essential-0");
    expect(second.config_vars).toEqual(["HEROKU_POSTGRESQL_AMBER_URL"]);
  });

  it("ask for confirmation before they overwrite config vars or an attachment", async () => {
    const { heroku, releases } = await withApp();
    await heroku.patch("/apps/notebook/config-vars", { CACHE_SERVERS: "mine", OTHER: "kept" });
    const body = { plan: "memcachier:dev", attachment: { name: "CACHE" }, name: "cache" };
    const asked = await heroku.post("/apps/notebook/addons", body);
    expect([asked.status, asked.headers.get("X-Confirmation-Required")]).toEqual([423, "notebook"]);
    await heroku.post("/apps/notebook/addons", { ...body, confirm: "notebook" });
    const { body: vars } = await heroku.get<Record<string, string>>("/apps/notebook/config-vars");
    expect(vars).toMatchObject({ OTHER: "kept", CACHE_SERVERS: expect.not.stringMatching("mine") });
    expect(await releases()).toContain("Attach CACHE (@ref:cache)");
    const overwriting = await heroku.patch("/apps/notebook/config-vars", { CACHE_SERVERS: "mine" });
    expect(overwriting.body).toMatchObject({ message: "Cannot overwrite attachment values CACHE_SERVERS." });
  });

  it("change their plan within a service, but not between Essential and other Postgres tiers", async () => {
    const { heroku, clock, add } = await withApp();
    const { id } = await add("heroku-postgresql:essential-0");
    clock.advance(300);
    const change = (plan: string) => heroku.patch(`/apps/notebook/addons/${id}`, { plan });
    expect((await change("heroku-postgresql:essential-1")).body).toMatchObject({
      plan: { name: "heroku-postgresql:essential-1" },
      billed_price: { cents: 900 },
    });
    expect((await change("heroku-postgresql:standard-0")).status).toBe(422);
    expect((await change("heroku-redis:mini")).status).toBe(422);
    expect((await change("heroku-postgresql:nothing")).status).toBe(422);
  });

  it("are renamed, and take no name that is taken", async () => {
    const { heroku, add } = await withApp();
    const { id } = await add("memcachier:dev", { name: "one" });
    await add("memcachier:dev", { name: "two", attachment: { name: "SECOND" } });
    const rename = (name: string) => heroku.patch(`/apps/notebook/addons/${id}`, { plan: "memcachier:dev", name });
    expect((await rename("three")).body).toMatchObject({ name: "three" });
    expect((await rename("two")).status).toBe(422);
  });

  it("are gone after a delete, with their config vars", async () => {
    const { heroku, add, releases } = await withApp();
    await add("memcachier:dev", { name: "cache" });
    expect((await heroku.delete("/apps/notebook/addons/cache")).body).toMatchObject({ state: "deprovisioned" });
    expect((await heroku.get("/addons/cache")).body).toMatchObject({ id: "not_found", resource: "add_on" });
    expect((await heroku.get("/apps/notebook/config-vars")).body).toEqual({});
    expect((await releases()).at(-1)).toBe("Detach MEMCACHIER (@ref:cache)");
  });

  it("that fail to provision are deprovisioned, and leave nothing on the app", async () => {
    const { heroku, clock, add } = await withApp();
    const failing = await add("heroku-redis:mini", { config: { fail_provisioning: "true" } });
    const pushed = await add("heroku-postgresql:essential-0");
    await heroku.post(`/addons/${pushed.id}/actions/deprovision`);
    clock.advance(300);
    const { body: listed } = await heroku.get<AddOn[]>("/addons");
    expect(listed.map(({ id, state }) => [id, state]).sort()).toEqual(
      [
        [failing.id, "deprovisioned"],
        [pushed.id, "deprovisioned"],
      ].sort(),
    );
    expect((await heroku.get("/apps/notebook/config-vars")).body).toEqual({});
    expect((await heroku.get("/addon-attachments")).body).toEqual([]);
  });

  it("go with their app, also from the apps that share them", async () => {
    const { heroku, add, releases } = await withApp();
    await add("memcachier:dev", { name: "cache" });
    await heroku.post("/apps", { name: "other" });
    await heroku.post("/addon-attachments", { addon: "cache", app: "other" });
    const { status } = await heroku.delete("/apps/notebook/addons/cache");
    expect(status).toBe(422);
    await heroku.delete("/apps/notebook");
    expect((await heroku.get("/addons")).body).toEqual([]);
    expect((await heroku.get("/apps/other/config-vars")).body).toEqual({});
    expect((await releases("other")).at(-1)).toBe("Detach MEMCACHIER (@ref:cache)");
  });

  it("are resolved by what a person types", async () => {
    const { heroku, add } = await withApp();
    const { id } = await add("heroku-redis:mini", { name: "cache" });
    for (const addon of ["cache", "heroku-redis", "redis"]) {
      const { body } = await heroku.post<AddOn[]>("/actions/addons/resolve", { addon, app: "notebook" });
      expect(body.map((each) => each.id)).toEqual([id]);
    }
    expect((await heroku.post("/actions/addons/resolve", { addon: "nothing" })).body).toMatchObject({
      resource: "add_on",
    });
  });

  it("expand plan and service when asked, which the schema does not describe", async () => {
    const { sandbox, add } = await withApp();
    const { id } = await add("memcachier:100");
    const headers = {
      Authorization: "Bearer key",
      Accept: "application/vnd.heroku+json; version=3.sdk",
      "Accept-Expansion": "addon_service,plan",
    };
    const answer = await sandbox.fetch(`http://127.0.0.1/addons/${id}`, { headers });
    expect(await answer.json()).toMatchObject({ plan: { price: { cents: 1500 } }, addon_service: { state: "ga" } });
  });

  it("tell their config", async () => {
    const { heroku, add } = await withApp();
    const { id } = await add("sentry:f1");
    expect((await heroku.get(`/addons/${id}/config`)).body).toEqual([
      { name: "SENTRY_DSN", value: expect.stringMatching(/^https:/) },
    ]);
  });
});
