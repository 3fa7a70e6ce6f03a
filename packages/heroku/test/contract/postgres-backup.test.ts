import { afterEach, expect, test } from "vitest";
import { postgresBackup } from "../../resources/postgres-backup.ts";
import { CallFailed } from "../support/engine.ts";
import { eventContract } from "../support/event-contract.ts";
import { startWorld, type World } from "../support/world.ts";

let made = 0;

async function database({ api }: World) {
  const { id: app } = await api<{ id: string }>("POST", "/apps", { name: `contract-backups-${++made}` });
  const plan = "heroku-postgresql:essential-0";
  const { id, name } = await api<{ id: string; name: string }>("POST", `/apps/${app}/addons`, { plan });
  await api("POST", `/addons/${id}/actions/provision`);
  return { addOn: id, name, app };
}

const transfersOf = ({ api }: World, app: string) =>
  api<{ num: number; from_type: string }[]>("GET", `/client/v11/apps/${app}/transfers`);

eventContract({
  event: postgresBackup,
  setUp: database,
  inputs: ({ addOn }) => ({ addOn, triggers: { release: "1" } }),
  other: {
    inputs: async (_world, { addOn }) => ({ addOn, triggers: { release: "2" } }),
    replaces: ["triggers"],
  },
  count: async (world, { app }) => (await transfersOf(world, app)).length,
  paths: { post: "/backups$", progress: "/transfers/\\d+" },
  // The add-on, its backups before, the new one.
  createRequests: 4,
  unmarked: true,
});

const worlds: World[] = [];
afterEach(async () => {
  await Promise.all(worlds.splice(0).map((world) => world.close()));
});

async function withDatabase(provisionMs = 50) {
  const world = await startWorld({ provisionMs });
  worlds.push(world);
  const db = await database(world);
  const urn = world.engine.urn("PostgresBackup");
  const back = async (seconds?: number) =>
    world.engine.create(urn, (await world.engine.check(urn, { addOn: db.addOn })).inputs, seconds);
  return { world, ...db, back };
}

test("a backup that runs is waited for instead of beginning another", async () => {
  const { world, app, addOn, back } = await withDatabase(1_500);
  await world.api("POST", `/client/v11/databases/${addOn}/backups`);
  expect((await back()).state).toEqual({ addOn, backup: "b001", bytes: 8 << 20 });
  expect(await transfersOf(world, app)).toHaveLength(1);
});

test("one that is cancelled outside fails, is not kept, and the next up makes another", async () => {
  const { world, app, back } = await withDatabase(3_600_000);
  const failing = back().catch((error: unknown) => error);
  await expect.poll(async () => (await transfersOf(world, app)).length).toBe(1);
  await world.api("POST", `/client/v11/apps/${app}/transfers/1/actions/cancel`);
  const failure = (await failing) as CallFailed;
  expect(failure).toBeInstanceOf(CallFailed);
  expect(failure.message).toMatch(/^Backup b001 of .* was cancelled: .* \[heroku:failed\]/);
  expect(failure.kept).toBeUndefined();
});
