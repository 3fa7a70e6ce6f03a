import { afterAll, beforeAll, expect, test } from "vitest";
import type { PlainObject } from "../../define/values.ts";
import { postgresConnectionPooling } from "../../resources/postgres-connection-pooling.ts";
import { thingContract } from "../support/thing-contract.ts";
import { startWorld, type World } from "../support/world.ts";

let made = 0;

async function database({ api }: World, plan = "heroku-postgresql:standard-0") {
  const appName = `contract-pooling-${++made}`;
  const { id: app } = await api<{ id: string }>("POST", "/apps", { name: appName });
  const { id: addOn } = await api<{ id: string }>("POST", `/apps/${app}/addons`, { plan });
  await api("POST", `/addons/${addOn}/actions/provision`);
  return { app, appName, addOn };
}

const varsOf = ({ api }: World, app: string) => api<Record<string, string>>("GET", `/apps/${app}/config-vars`);

thingContract({
  thing: postgresConnectionPooling,
  setUp: (world) => database(world),
  inputs: ({ app, addOn }) => ({ app, addOn }),
  replace: { inputs: ({ app, addOn }) => ({ app, addOn, name: "POOL" }), replaces: ["name"] },
  outsideDelete: ({ api }, _context, { id }) => api("DELETE", `/addon-attachments/${id}`),
  importId: ({ appName }) => `${appName}/DATABASE_CONNECTION_POOL`,
  exists: async (world, { app }) => "DATABASE_CONNECTION_POOL_URL" in (await varsOf(world, app)),
});

let world: World;
const urn = () => world.engine.urn("PostgresConnectionPooling");
const checked = async (inputs: PlainObject) => (await world.engine.check(urn(), inputs)).inputs;

beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

test("a database of the Essential tier pools nothing: refused in preview", async () => {
  const { app, addOn } = await database(world, "heroku-postgresql:essential-0");
  await expect(world.engine.previewCreate(urn(), await checked({ app, addOn }))).rejects.toThrow(
    /^addOn: is of plan heroku-postgresql:essential-0; only Heroku Postgres of the Standard tier or above pools connections/,
  );
});

test("an answer that was lost makes no second one, and what is there already is taken", async () => {
  const { app, addOn } = await database(world);
  await world.faults([{ method: "POST", path: "/connection-pooling$", kind: "drop-after", nth: 1 }]);
  const inputs = await checked({ app, addOn });
  const made = await world.engine.create(urn(), inputs);
  const { requests, result } = await world.counting(() => world.engine.create(urn(), inputs));
  expect(result.id).toBe(made.id);
  expect(requests.filter((request) => request.startsWith("POST"))).toEqual([]);
  expect(made.state.configVars).toEqual(["DATABASE_CONNECTION_POOL_URL"]);
});

test("a name that is another attachment's stays that one's", async () => {
  const { app, addOn } = await database(world);
  const before = await varsOf(world, app);
  await expect(world.engine.create(urn(), await checked({ app, addOn, name: "DATABASE" }))).rejects.toThrow(
    /^Heroku refused to pool connections as DATABASE: /,
  );
  expect(await varsOf(world, app)).toEqual(before);
});

test("an attachment that pools nothing is no pooling to import", async () => {
  const { appName } = await database(world);
  expect(await world.engine.import(urn(), `${appName}/DATABASE`)).toBeUndefined();
});
