import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { startWorld, type World } from "../support/world.ts";

const NAME = "store-of-look-ups";

/** Nothing ends by itself in it. */
let world: World;
let app: string;
let store: string;

beforeAll(async () => {
  world = await startWorld({ provisionMs: 3_600_000 });
  app = (await world.api<{ id: string }>("POST", "/apps", { name: "app-of-stores" })).id;
  const addOn = (plan: string, name: string) =>
    world.api<{ id: string }>("POST", `/apps/${app}/addons`, { plan, name }).then(({ id }) => id);
  store = await addOn("heroku-redis:premium-0", NAME);
  await addOn("papertrail:choklad", "logs-of-stores");
  await addOn("heroku-redis:mini", "mini-of-look-ups");
});
beforeEach(async () => {
  await world.newRun();
});
afterAll(() => world.close());

const invoke = async (addOn: string) => (await world.engine.invoke("getKeyValueStore", { addOn })).outputs;

test("getKeyValueStore says what to wait for while the store is being made", async () => {
  await expect(invoke(NAME)).rejects.toThrow(
    `addOn: "${NAME}" is not provisioned yet; wait with \`heroku addons:wait ${NAME}\``,
  );
});

test("getKeyValueStore finds a store by name and by UUID, and tells no address of it", async () => {
  await world.api("POST", `/addons/${store}/actions/provision`);
  await world.api("PATCH", `/redis/v0/databases/${store}/config`, { timeout: 0, notify_keyspace_events: "Ex" });
  const window = { day_of_week: "sunday", time_of_day: "13:30" };
  await world.api("POST", `/data/maintenances/v1/${store}/window`, window);
  const { requests, result } = await world.counting(() => invoke(NAME));
  expect(requests).toHaveLength(3);
  expect(result).toEqual({
    id: store,
    name: NAME,
    app,
    plan: "heroku-redis:premium-0",
    available: false,
    status: "preparing",
    version: "8.1.3",
    timeout: 0,
    maxmemoryPolicy: "noeviction",
    keyspaceNotifications: "xE",
    persistence: "AOF",
    highAvailability: "Available",
    maintenance: "not required",
    maintenanceWindow: "Sundays 13:30 to 17:30 UTC",
  });
  expect(await invoke(store)).toEqual(result);
  const { resource_url } = await world.api<{ resource_url: string }>("GET", `/redis/v0/databases/${store}`);
  expect(JSON.stringify(result)).not.toContain(new URL(resource_url).password);
});

test("getKeyValueStore leaves out what a plan does not have", async () => {
  await world.api("POST", "/addons/mini-of-look-ups/actions/provision");
  const result = await invoke("mini-of-look-ups");
  expect(result).toMatchObject({ persistence: "None", keyspaceNotifications: "Disabled" });
  expect(Object.keys(result ?? {})).not.toEqual(expect.arrayContaining(["highAvailability"]));
  expect(Object.keys(result ?? {})).not.toEqual(expect.arrayContaining(["maintenanceWindow"]));
});

test.each([
  [`${NAME}s`, `is not an add-on that you have access to; did you mean "${NAME}"?`],
  ["logs-of-stores", "is an add-on of papertrail, not of heroku-redis; getAddOn tells of it"],
])("getKeyValueStore refuses %s", async (addOn, reason) => {
  await expect(invoke(addOn)).rejects.toThrow(`addOn: "${addOn}" ${reason}`);
});
