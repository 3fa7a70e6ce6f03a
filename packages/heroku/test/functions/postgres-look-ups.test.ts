import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { startWorld, type World } from "../support/world.ts";

const NAME = "database-of-look-ups";

/** One where nothing ends by itself, and one where all that takes time is soon done. */
let slow: World;
let quick: World;
let app: string;
let database: string;

beforeAll(async () => {
  slow = await startWorld({ provisionMs: 3_600_000 });
  quick = await startWorld();
  ({ app, database } = await databaseIn(slow));
});
beforeEach(async () => {
  await slow.newRun();
});
afterAll(async () => {
  await slow.close();
  await quick.close();
});

async function databaseIn({ api }: World) {
  const { id: app } = await api<{ id: string }>("POST", "/apps", { name: "app-of-look-ups" });
  const addOn = (plan: string, name: string) =>
    api<{ id: string }>("POST", `/apps/${app}/addons`, { plan, name }).then(({ id }) => id);
  const database = await addOn("heroku-postgresql:standard-0", NAME);
  await addOn("papertrail:choklad", "logs-of-look-ups");
  return { app, database };
}

const invoke = async ({ engine }: World, type: string, inputs: Record<string, string>) =>
  (await engine.invoke(type, inputs)).outputs;

test("getPostgres says what to wait for while the database is being made", async () => {
  await expect(invoke(slow, "getPostgres", { addOn: NAME })).rejects.toThrow(
    `addOn: "${NAME}" is not provisioned yet; wait with \`heroku addons:wait ${NAME}\``,
  );
});

test("getPostgres finds a database by name and by UUID, and tells no address of it", async () => {
  await slow.api("POST", `/addons/${database}/actions/provision`);
  const { requests, result } = await slow.counting(() => invoke(slow, "getPostgres", { addOn: NAME }));
  expect(requests).toHaveLength(3);
  expect(result).toEqual({
    id: database,
    name: NAME,
    app,
    plan: "heroku-postgresql:standard-0",
    available: false,
    status: "Preparing",
    version: "17.5",
    connections: "0/120",
    tables: "0",
    dataSize: "8.0 MB",
    maintenance: "not required",
  });
  expect(await invoke(slow, "getPostgres", { addOn: database })).toEqual(result);
  const path = `/client/v11/databases/${database}`;
  const { resource_url } = await slow.api<{ resource_url: string }>("GET", path);
  expect(JSON.stringify(result)).not.toContain(new URL(resource_url).password);
});

test.each([
  [`${NAME}s`, `is not an add-on that you have access to; did you mean "${NAME}"?`],
  ["logs-of-look-ups", "is an add-on of papertrail, not of heroku-postgresql; getAddOn tells of it"],
])("getPostgres refuses %s", async (addOn, reason) => {
  await expect(invoke(slow, "getPostgres", { addOn })).rejects.toThrow(`addOn: "${addOn}" ${reason}`);
});

test("getPostgresBackups tells none where there are none", async () => {
  expect(await invoke(slow, "getPostgresBackups", { app })).toEqual({ backups: [] });
});

test("getPostgresBackups tells the newest first, and neither restores nor where a backup is kept", async () => {
  const D = `/client/v11/databases/${database}`;
  for (const _ of [1, 2]) await slow.api("POST", `${D}/backups`);
  await slow.api("POST", `/client/v11/apps/${app}/transfers/1/actions/cancel`);
  await slow.api("POST", `${D}/restores`, { backup_url: "https://canary.example/b.dump" });
  const result = await invoke(slow, "getPostgresBackups", { app: "app-of-look-ups" });
  const createdAt = expect.any(String);
  const bytes = expect.any(Number);
  expect(result).toEqual({
    backups: [
      { name: "b002", database: NAME, status: "running", createdAt, bytes: 0 },
      { name: "b001", database: NAME, status: "failed", createdAt, finishedAt: expect.any(String), bytes },
    ],
  });
  expect(JSON.stringify(result)).not.toMatch(/canary|https?:|postgres:/);
});

test("getPostgresBackups names the newest that was completed", async () => {
  const { app, database } = await databaseIn(quick);
  const settled = (path: string, expected: object) =>
    expect.poll(() => quick.api("GET", path).catch(() => ({})), { timeout: 20_000 }).toMatchObject(expected);
  await settled(`/addons/${database}`, { state: "provisioned" });
  await quick.api("POST", `/client/v11/databases/${database}/backups`);
  await settled(`/client/v11/apps/${app}/transfers/1`, { succeeded: true });
  expect(await invoke(quick, "getPostgresBackups", { app })).toMatchObject({
    backups: [{ name: "b001", status: "completed", bytes: 8 << 20 }],
    latest: "b001",
  });
});

test("getPostgresBackups of an app that is none is Heroku's 404", async () => {
  await expect(invoke(slow, "getPostgresBackups", { app: "no-such-app-here" })).rejects.toThrow(/404/);
});
