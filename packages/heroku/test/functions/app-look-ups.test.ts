import { afterAll, beforeAll, expect, test } from "vitest";
import { isSecret, open, type PlainObject } from "../../define/values.ts";
import { deployedApp } from "../support/deployed-app.ts";
import { startWorld, type World } from "../support/world.ts";

const CANARY = "canary-look-up-66";

let world: World;
let app: string;
let name: string;

beforeAll(async () => {
  world = await startWorld();
  ({ app, name } = await deployedApp(world, ["web"]));
  await world.api("PATCH", `/apps/${app}/config-vars`, { TOKEN: CANARY, LEVEL: "info" });
  await world.api("POST", `/apps/${app}/addons`, { plan: "papertrail:choklad", name: "logs-of-a-test" });
  await world.api("POST", `/apps/${app}/domains`, { hostname: "www.example.com", sni_endpoint: null });
});
afterAll(() => world.close());

const invoke = async (type: string, inputs: Record<string, string | string[]>) => world.engine.invoke(type, inputs);

test("getAddOn finds an add-on by name and by UUID, in one request of all reads", async () => {
  const { outputs } = await invoke("getAddOn", { addOn: "logs-of-a-test" });
  expect(outputs).toEqual({
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    name: "logs-of-a-test",
    app,
    plan: "papertrail:choklad",
    service: "papertrail",
    state: "provisioned",
    configVars: ["PAPERTRAIL_API_TOKEN"],
    monthlyCents: 0,
  });
  const { requests } = await world.counting(() => invoke("getAddOn", { addOn: String(outputs.id) }));
  expect(requests).toEqual([]);
});

test("getAddOnService tells names and plans", async () => {
  const { outputs } = await invoke("getAddOnService", { name: "heroku-redis" });
  expect(outputs).toMatchObject({ name: "heroku-redis", severalPerApp: true, sharing: true, state: "ga" });
  expect(outputs.plans).toContain("heroku-redis:mini");
});

test("getConfigVars gives secrets, of all keys or of those that are asked for", async () => {
  const all = (await invoke("getConfigVars", { app })).outputs.vars ?? null;
  expect(Object.values(all as PlainObject).map(isSecret)).toEqual([true, true, true]);
  expect(open(all)).toMatchObject({ TOKEN: CANARY, LEVEL: "info" });
  const some = (await invoke("getConfigVars", { app: name, keys: ["TOKEN"] })).outputs.vars ?? null;
  expect(open(some)).toEqual({ TOKEN: CANARY });
});

test("getDomain tells the DNS target", async () => {
  await world.newRun();
  const { outputs } = await invoke("getDomain", { app: name, hostname: "WWW.example.com" });
  expect(outputs).toMatchObject({ hostname: "www.example.com", kind: "custom" });
});

test("getSlug tells what runs", async () => {
  const { outputs: release } = await invoke("getRelease", { app: name });
  const { outputs } = await invoke("getSlug", { app: name, slug: String(release.slug) });
  expect(outputs).toMatchObject({ id: release.slug, stack: "heroku-24", processTypes: { web: expect.any(String) } });
});

test.each([
  [
    "getAddOn",
    { addOn: "logs-of-a-tess" },
    'addOn: "logs-of-a-tess" is not an add-on that you have access to; did you mean',
  ],
  [
    "getAddOnService",
    { name: "heroku-reddis" },
    'name: "heroku-reddis" is not an add-on service; did you mean "heroku-redis"?',
  ],
  [
    "getConfigVars",
    { app: "APP", keys: ["LEVEL", "TOKKEN"] },
    'keys[1]: "TOKKEN" is not set on the app; did you mean "TOKEN"?',
  ],
  [
    "getDomain",
    { app: "APP", hostname: "ww.example.com" },
    'hostname: "ww.example.com" is not a domain of the app; did you mean "www.example.com"?',
  ],
])("%s names what may have been meant", async (type, inputs, reason) => {
  const given = { ...inputs, ...("app" in inputs ? { app: name } : {}) };
  const told = await invoke(type, given).catch((error: unknown) => String(error));
  expect(told).toContain(reason);
  expect(told).not.toContain(CANARY);
});

test("a slug that is none is Heroku's 404", async () => {
  await expect(invoke("getSlug", { app: name, slug: app })).rejects.toThrow(/404/);
});
