import { afterAll, beforeAll, expect, test } from "vitest";
import type { PlainObject } from "../../define/values.ts";
import { postgresMaintenanceWindow } from "../../resources/postgres-maintenance-window.ts";
import { ANOTHER } from "../support/another.ts";
import { thingContract } from "../support/thing-contract.ts";
import { startWorld, type World } from "../support/world.ts";

let made = 0;

async function database({ api }: World, plan = "heroku-postgresql:standard-0") {
  const { id: app } = await api<{ id: string }>("POST", "/apps", { name: `contract-window-${++made}` });
  const { id, name } = await api<{ id: string; name: string }>("POST", `/apps/${app}/addons`, { plan });
  await api("POST", `/addons/${id}/actions/provision`);
  const { window } = plan.includes("essential") ? { window: "" } : await windowOf(api, id);
  return { addOn: id, name, app, before: window };
}

const pathOf = (addOn: string) => `/data/maintenances/v1/${addOn}/window`;
const windowOf = (api: World["api"], addOn: string) => api<{ window: string }>("GET", pathOf(addOn));

thingContract({
  thing: postgresMaintenanceWindow,
  setUp: (world) => database(world),
  inputs: ({ addOn }) => ({ addOn, day: "sunday", time: "02:30" }),
  update: {
    inputs: ({ addOn }) => ({ addOn, day: "saturday", time: "22:00" }),
    diff: { day: "update", time: "update" },
    seen: async ({ api }, { addOn }) => (await windowOf(api, addOn)).window,
    expected: "Saturdays 22:00 to Sundays 02:00 UTC",
  },
  replace: { inputs: () => ({ addOn: ANOTHER, day: "sunday", time: "02:30" }), replaces: ["addOn"] },
  outsideChange: {
    make: ({ api }, { addOn }) => api("POST", pathOf(addOn), { day_of_week: "Saturday", time_of_day: "1:30PM" }),
    diff: { time: "update" },
  },
  outsideDelete: ({ api }, { app, addOn }) => api("DELETE", `/apps/${app}/addons/${addOn}`),
  importId: ({ name }) => name,
  // Heroku takes no window away: what is gone is what was declared.
  exists: async ({ api }, { addOn, before }) => (await windowOf(api, addOn)).window !== before,
});

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const checked = async (inputs: PlainObject) =>
  (await world.engine.check(world.engine.urn("PostgresMaintenanceWindow"), inputs)).inputs;

test("a database of the Essential tier has none: refused in preview", async () => {
  const { addOn } = await database(world, "heroku-postgresql:essential-0");
  const news = await checked({ addOn, day: "sunday", time: "02:30" });
  await expect(world.engine.previewCreate(world.engine.urn("PostgresMaintenanceWindow"), news)).rejects.toThrow(
    /^addOn: is of plan heroku-postgresql:essential-0; only Heroku Postgres of the Standard tier or above has a maintenance window/,
  );
});

test("a day and a time that Heroku does not have are refused without asking it", async () => {
  const urn = world.engine.urn("PostgresMaintenanceWindow");
  const { failures } = await world.engine.check(urn, { addOn: ANOTHER, day: "Sunday", time: "2:15" });
  expect(failures).toEqual([expect.stringMatching(/^day: /), expect.stringMatching(/^time: .*such as 02:30/)]);
});

test("deleting it brings back the window that was there before, and one that was imported stays", async () => {
  const urn = world.engine.urn("PostgresMaintenanceWindow");
  const { addOn, before } = await database(world);
  const made = await world.engine.create(urn, await checked({ addOn, day: "friday", time: "00:00" }));
  expect(made.state).toMatchObject({ window: "Fridays 00:00 to 04:00 UTC", windowBefore: before });
  const engine = await world.newRun();
  const imported = await engine.import(urn, addOn);
  if (!imported) throw new Error("the import found none");
  await engine.delete(imported);
  expect((await windowOf(world.api, addOn)).window).toBe("Fridays 00:00 to 04:00 UTC");
  await engine.delete(made);
  expect((await windowOf(world.api, addOn)).window).toBe(before);
});

test("an answer that was lost is no window that is set twice over", async () => {
  const urn = world.engine.urn("PostgresMaintenanceWindow");
  const { addOn, before } = await database(world);
  await world.faults([{ method: "POST", path: "/window$", kind: "drop-after", nth: 1 }]);
  const made = await world.engine.create(urn, await checked({ addOn, day: "friday", time: "23:30" }));
  expect(made.state).toMatchObject({ window: "Fridays 23:30 to Saturdays 03:30 UTC", windowBefore: before });
});
