import { describe, expect, test } from "vitest";
import { keyValueStoreMaintenance } from "../../resources/key-value-store-maintenance.ts";
import { eventContract } from "../support/event-contract.ts";
import { keyValueStore } from "../support/key-value-store.ts";
import { startWorld, type World } from "../support/world.ts";

const statusOf = async ({ api }: World, addOn: string) =>
  (await api<{ status: string }>("GET", `/data/maintenances/v1/${addOn}`)).status;

/** Asks for another version, so that a maintenance is due once it is prepared. */
const due = ({ api }: World, addOn: string, version = "9.0") =>
  api("POST", `/redis/v0/databases/${addOn}/upgrade`, { version });

/** Each one that has run is a release of the app. */
const runs = async ({ api }: World, app: string) =>
  (await api<{ description: string }[]>("GET", `/apps/${app}/releases`)).filter(({ description }) =>
    description.startsWith("Update REDIS by"),
  ).length;

eventContract({
  event: keyValueStoreMaintenance,
  async setUp(world) {
    const store = await keyValueStore(world);
    await due(world, store.addOn);
    return store;
  },
  inputs: ({ addOn }) => ({ addOn, triggers: { week: "2026-47" } }),
  other: {
    async inputs(world, { addOn }) {
      await due(world, addOn, "9.1");
      return { addOn, triggers: { week: "2026-48" } };
    },
    replaces: ["triggers"],
  },
  count: (world, { app }) => runs(world, app),
  paths: { post: "/run$", progress: "/wait$" },
  // What is due, and to run it; then whether the store answers.
  createRequests: 3,
  unmarked: true,
});

describe("a maintenance", () => {
  const urnIn = (world: World) => world.engine.urn("KeyValueStoreMaintenance");

  test("is none where none is due", async () => {
    const world = await startWorld();
    const { addOn } = await keyValueStore(world);
    const { requests, result } = await world.counting(() => world.engine.create(urnIn(world), { addOn }));
    expect(requests).toEqual([`GET /data/maintenances/v1/${addOn}`]);
    expect(result.state).toEqual({ addOn, ran: false });
    await world.close();
  });

  test("that is being prepared is waited for, and one that runs already is not run twice", async () => {
    const world = await startWorld({ provisionMs: 500 });
    const { addOn, app } = await keyValueStore(world);
    await due(world, addOn);
    const { state } = await world.engine.create(urnIn(world), { addOn });
    expect([state, await runs(world, app), await statusOf(world, addOn)]).toEqual([
      { addOn, ran: true },
      1,
      "completed",
    ]);
    await due(world, addOn, "9.1");
    await expect.poll(() => statusOf(world, addOn), { timeout: 10_000 }).toBe("ready");
    await world.api("POST", `/data/maintenances/v1/${addOn}/run`);
    const { requests } = await world.counting(() => world.engine.create(urnIn(world), { addOn }));
    expect(requests.filter((request) => request.startsWith("POST"))).toEqual([]);
    expect(await runs(world, app)).toBe(2);
    await world.close();
  });

  test("whose request is lost is not told to have run", async () => {
    const world = await startWorld();
    const { addOn, app } = await keyValueStore(world);
    await due(world, addOn);
    await world.faults([{ method: "POST", path: "/run$", kind: "drop-before" }]);
    const failure = await world.engine.create(urnIn(world), { addOn }).catch((error) => error);
    expect(failure.message).toMatch(/not known whether Heroku did run the maintenance/);
    expect([failure.kept, await runs(world, app)]).toEqual([undefined, 0]);
    await world.close();
  });

  test("is Heroku's own matter for Mini: refused in preview", async () => {
    const world = await startWorld();
    const { addOn } = await keyValueStore(world, "heroku-redis:mini");
    await expect(world.engine.previewCreate(urnIn(world), { addOn })).rejects.toThrow(
      /^addOn: is of plan heroku-redis:mini, which Heroku maintains by itself/,
    );
    await world.close();
  });
});
