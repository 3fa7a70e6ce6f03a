import { afterEach, describe, expect, test } from "vitest";
import { keyValueStoreCredential } from "../../resources/key-value-store-credential.ts";
import { eventContract } from "../support/event-contract.ts";
import { keyValueStore } from "../support/key-value-store.ts";
import { startWorld, type World } from "../support/world.ts";

const passwordOf = async ({ api }: World, addOn: string) =>
  new URL((await api<{ resource_url: string }>("GET", `/redis/v0/databases/${addOn}`)).resource_url).password;

/** Each rotation is a release of the app. */
const rotations = async ({ api }: World, app: string) =>
  (await api<{ description: string }[]>("GET", `/apps/${app}/releases`)).filter(({ description }) =>
    description.startsWith("Update REDIS by"),
  ).length;

eventContract({
  event: keyValueStoreCredential,
  setUp: keyValueStore,
  inputs: ({ addOn }) => ({ addOn, triggers: { month: "2026-10" } }),
  other: {
    inputs: async (_world, { addOn }) => ({ addOn, triggers: { month: "2026-11" } }),
    replaces: ["triggers"],
  },
  count: (world, { app }) => rotations(world, app),
  paths: { post: "/credentials_rotation$", progress: "/wait$" },
  // The address before, the rotation, the address after, the config vars.
  createRequests: 4,
  unmarked: true,
});

const worlds: World[] = [];
afterEach(async () => {
  await Promise.all(worlds.splice(0).map((world) => world.close()));
});

async function withStore(plan?: string) {
  const world = await startWorld();
  worlds.push(world);
  const store = await keyValueStore(world, plan);
  const urn = world.engine.urn("KeyValueStoreCredential");
  return { world, ...store, urn, rotate: () => world.engine.create(urn, { addOn: store.addOn }) };
}

describe("the credential of a store", () => {
  test("has another password, which stands in no state, line or error", async () => {
    const { world, addOn, app, rotate } = await withStore();
    const before = await passwordOf(world, addOn);
    const { state } = await rotate();
    const after = await passwordOf(world, addOn);
    expect(after).not.toBe(before);
    expect(state).toEqual({ addOn, configVars: ["REDIS_TLS_URL", "REDIS_URL"] });
    const { REDIS_URL } = await world.api<{ REDIS_URL: string }>("GET", `/apps/${app}/config-vars`);
    expect(new URL(REDIS_URL).password).toBe(after);
    await world.faults([{ method: "GET", path: "/wait$", kind: "status", status: 422 }]);
    const failure = await rotate().catch((error) => error);
    await world.faults([]);
    await expect.poll(() => passwordOf(world, addOn)).not.toBe(after);
    const told = JSON.stringify([state, world.engine.lines, failure, failure.message]);
    for (const password of [before, after, await passwordOf(world, addOn)]) expect(told).not.toContain(password);
  });

  test("whose rotation's request is lost is not told to have rotated, and leaves nothing in state", async () => {
    const { world, addOn, app, rotate } = await withStore();
    const before = await passwordOf(world, addOn);
    await world.faults([{ method: "POST", path: "/credentials_rotation$", kind: "drop-before" }]);
    const failure = await rotate().catch((error) => error);
    expect(failure.message).toMatch(/not known whether Heroku did rotate the credential/);
    expect(failure.kept).toBeUndefined();
    expect([await passwordOf(world, addOn), await rotations(world, app)]).toEqual([before, 0]);
  });

  test("is that of a Key-Value Store; a preview warns of what rotating does", async () => {
    const { world, addOn, urn } = await withStore();
    await world.engine.previewCreate(urn, { addOn });
    expect(world.engine.lines.map(({ message }) => message)).toContainEqual(expect.stringMatching(/restarts the apps/));
    const { addOn: database } = await keyValueStore(world, "heroku-postgresql:standard-0");
    await expect(world.engine.previewCreate(urn, { addOn: database })).rejects.toThrow(/it is no Heroku Key-Value/);
  });

  test("of a store that is gone is an error that says so", async () => {
    const { world, addOn, app, rotate } = await withStore();
    await world.api("DELETE", `/apps/${app}/addons/${addOn}`);
    await expect(rotate()).rejects.toThrow(/^Key-Value Store .* is gone, or not provisioned yet \[heroku:failed\]/);
  });
});
