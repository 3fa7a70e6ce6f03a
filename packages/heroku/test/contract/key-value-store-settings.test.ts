import { describe, expect, test } from "vitest";
import { keyValueStoreSettings } from "../../resources/key-value-store-settings.ts";
import { ANOTHER } from "../support/another.ts";
import { keyValueStore } from "../support/key-value-store.ts";
import { thingContract } from "../support/thing-contract.ts";
import { startWorld, type World } from "../support/world.ts";

const pathOf = (addOn: string) => `/redis/v0/databases/${addOn}/config`;
const settingsAt = ({ api }: World, addOn: string) => api<Record<string, { value: unknown }>>("GET", pathOf(addOn));
const value = (value: unknown) => expect.objectContaining({ value });

thingContract({
  thing: keyValueStoreSettings,
  // Mini has them too.
  setUp: (world) => keyValueStore(world, "heroku-redis:mini"),
  inputs: ({ addOn }) => ({ addOn, maxmemoryPolicy: "allkeys-lru", timeout: 60 }),
  // What was there before, and the change.
  createRequests: 2,
  update: {
    inputs: ({ addOn }) => ({ addOn, timeout: 0, notifyKeyspaceEvents: "KEx" }),
    diff: { maxmemoryPolicy: "delete", timeout: "update", notifyKeyspaceEvents: "add" },
    seen: (world, { addOn }) => settingsAt(world, addOn),
    expected: expect.objectContaining({
      maxmemory_policy: value("noeviction"),
      timeout: value(0),
      // In an order of its own: a refresh shows no change all the same.
      notify_keyspace_events: value("xKE"),
    }),
  },
  replace: { inputs: () => ({ addOn: ANOTHER }), replaces: ["addOn"] },
  outsideChange: {
    make: ({ api }, { addOn }) =>
      api("PATCH", pathOf(addOn), { notify_keyspace_events: "KEe", maxmemory_policy: "volatile-ttl" }),
    diff: { notifyKeyspaceEvents: "update" },
  },
  outsideDelete: ({ api }, { app, addOn }) => api("DELETE", `/apps/${app}/addons/${addOn}`),
  importId: ({ name }) => name,
  exists: async (world, { addOn }) => (await settingsAt(world, addOn)).timeout?.value !== 300,
});

describe("settings of a store", () => {
  const given = async (inputs: Record<string, unknown>) => {
    const world = await startWorld();
    const { failures } = await world.engine.check(world.engine.urn("KeyValueStoreSettings"), {
      addOn: "01234567-89ab-cdef-0123-456789abcdef",
      ...inputs,
    });
    await world.close();
    return failures;
  };

  test.each(["", "Ex", "AKE", "K$lshzgtxem"])("publish events named %j", async (notifyKeyspaceEvents) => {
    expect(await given({ notifyKeyspaceEvents })).toEqual([]);
  });

  test.each([
    [{ notifyKeyspaceEvents: "x" }, /K or E/],
    [{ notifyKeyspaceEvents: "Kq" }, /K or E/],
    [{ timeout: -1 }, /timeout/],
    [{ timeout: 1.5 }, /timeout/],
    [{ maxmemoryPolicy: "lru" }, /allkeys-lru/],
  ])("are refused before anything is asked: %j", async (inputs, reason) => {
    expect(await given(inputs)).toEqual([expect.stringMatching(reason)]);
  });

  test("are none of a database: refused in preview", async () => {
    const world = await startWorld();
    const { addOn } = await keyValueStore(world, "heroku-postgresql:standard-0");
    const urn = world.engine.urn("KeyValueStoreSettings");
    const { inputs } = await world.engine.check(urn, { addOn, timeout: 60 });
    await expect(world.engine.previewCreate(urn, inputs)).rejects.toThrow(
      /^addOn: is of plan heroku-postgresql:standard-0; it is no Heroku Key-Value Store/,
    );
    await world.close();
  });

  test("that Heroku could not be told are a diff after refresh, and are set by the next update", async () => {
    const world = await startWorld();
    const { addOn } = await keyValueStore(world);
    const urn = world.engine.urn("KeyValueStoreSettings");
    const news = { addOn, timeout: 60 };
    await world.faults([{ method: "PATCH", path: "/config$", kind: "status", status: 503 }]);
    const failure = await world.engine.create(urn, news, 1).catch((error) => error);
    await world.faults([]);
    const kept = { ...failure.kept, urn };
    const refreshed = await world.engine.refresh(kept);
    if (!refreshed) throw failure;
    expect(await world.engine.diff(refreshed, news)).toMatchObject({ detailed: { timeout: "update" }, replaces: [] });
    const { state } = await world.engine.update(kept, news);
    expect(state).toEqual({ ...news, before: { timeout: "300" } });
    expect((await settingsAt(world, addOn)).timeout?.value).toBe(60);
    await world.close();
  });
});
