import { describe, expect, test } from "vitest";
import { keyValueStoreMaintenanceWindow } from "../../resources/key-value-store-maintenance-window.ts";
import { ANOTHER } from "../support/another.ts";
import { keyValueStore } from "../support/key-value-store.ts";
import { thingContract } from "../support/thing-contract.ts";
import { startWorld, type World } from "../support/world.ts";

const pathOf = (addOn: string) => `/data/maintenances/v1/${addOn}/window`;
const windowAt = async ({ api }: World, addOn: string) => (await api<{ window: string }>("GET", pathOf(addOn))).window;
const posts = (requests: string[]) => requests.filter((request) => request.startsWith("POST"));

thingContract({
  thing: keyValueStoreMaintenanceWindow,
  setUp: (world) => keyValueStore(world),
  inputs: ({ addOn }) => ({ addOn, day: "sunday", time: "02:30" }),
  // The window before, and the change.
  createRequests: 2,
  update: {
    inputs: ({ addOn }) => ({ addOn, day: "thursday", time: "22:00" }),
    diff: { day: "update", time: "update" },
    seen: async (world, { addOn }, { state }) => [await windowAt(world, addOn), state.window],
    expected: ["Thursdays 22:00 to Fridays 02:00 UTC", "Thursdays 22:00 to Fridays 02:00 UTC"],
  },
  replace: { inputs: () => ({ addOn: ANOTHER, day: "sunday", time: "02:30" }), replaces: ["addOn"] },
  outsideChange: {
    make: ({ api }, { addOn }) => api("POST", pathOf(addOn), { day_of_week: "friday", time_of_day: "22:00" }),
    diff: { day: "update" },
  },
  outsideDelete: ({ api }, { app, addOn }) => api("DELETE", `/apps/${app}/addons/${addOn}`),
  importId: ({ name }) => name,
  exists: async (world, { addOn }) => (await windowAt(world, addOn)) === "Sundays 02:30 to 06:30 UTC",
});

describe("a maintenance window of a store", () => {
  const urnIn = (world: World) => world.engine.urn("KeyValueStoreMaintenanceWindow");

  test("is set as it is by no request, and comes back as it was before", async () => {
    const world = await startWorld();
    const { addOn } = await keyValueStore(world);
    const set = (day_of_week: string, time_of_day: string) =>
      world.api("POST", pathOf(addOn), { day_of_week, time_of_day });
    await set("monday", "20:00");
    const news = { addOn, day: "monday", time: "20:00" };
    const { requests, result: resource } = await world.counting(() => world.engine.create(urnIn(world), news));
    expect(posts(requests)).toEqual([]);
    const updated = await world.engine.update(resource, { ...news, time: "21:30" });
    expect(updated.state).toMatchObject({ windowBefore: "Mondays 20:00 to Tuesdays 00:00 UTC" });
    await world.engine.delete(updated);
    expect(await windowAt(world, addOn)).toBe("Mondays 20:00 to Tuesdays 00:00 UTC");
    await world.close();
  });

  test("that Heroku refuses leaves nothing in state", async () => {
    const world = await startWorld();
    const { addOn } = await keyValueStore(world);
    await world.faults([{ method: "POST", path: "/window$", kind: "status", status: 422 }]);
    const failure = await world.engine.create(urnIn(world), { addOn, day: "sunday", time: "02:30" }).catch((e) => e);
    expect(failure.message).toMatch(/^Heroku refused to set the maintenance window to sunday 02:30/);
    expect(failure.kept).toBeUndefined();
    await world.close();
  });

  test("is none of Mini: refused in preview", async () => {
    const world = await startWorld();
    const { addOn } = await keyValueStore(world, "heroku-redis:mini");
    await expect(world.engine.previewCreate(urnIn(world), { addOn, day: "sunday", time: "02:30" })).rejects.toThrow(
      /^addOn: is of plan heroku-redis:mini, which has no maintenance window/,
    );
    await world.close();
  });
});
