import { expect, test } from "vitest";
import { formation } from "../../resources/formation.ts";
import { ANOTHER } from "../support/another.ts";
import { deployedApp } from "../support/deployed-app.ts";
import { thingContract } from "../support/thing-contract.ts";
import { startWorld, type World } from "../support/world.ts";

interface Monitor {
  id: string;
  is_active: boolean;
  min_quantity: number;
  max_quantity: number;
  value: number;
  notification_channels: string[];
}

const path = (app: string) => `/apps/${app}/formation/web/monitors`;
const monitorsOf = ({ api }: World, app: string) => api<Monitor[]>("GET", path(app));
const quantityOf = async ({ api }: World, app: string) =>
  (await api<{ quantity: number }>("GET", `/apps/${app}/formation/web`)).quantity;

const scaled = (app: string, minimum: number, maximum: number, more: object = {}) => ({
  app,
  processes: { web: { size: "performance-m", autoscaling: { minimum, maximum, ...more } } },
});
const byHand = (app: string, quantity: number) => ({ app, processes: { web: { quantity, size: "performance-m" } } });

thingContract({
  thing: formation,
  setUp: (world) => deployedApp(world, ["web", "worker"]),
  inputs: ({ app }) => scaled(app, 2, 5),
  // The process types, the sizes with their prices, one PATCH, and what Heroku watches before and after.
  createRequests: 6,
  // The dynos; and the limits, which are asked for anew each time: an app has them once.
  refreshRequests: 3,
  update: {
    inputs: ({ app }) => scaled(app, 3, 6, { responseTime: 400, notify: true }),
    diff: {
      "processes.web.autoscaling.minimum": "update",
      "processes.web.autoscaling.maximum": "update",
      "processes.web.autoscaling.responseTime": "update",
      "processes.web.autoscaling.notify": "update",
    },
    seen: (world, { app }) => monitorsOf(world, app),
    expected: [
      expect.objectContaining({ min_quantity: 3, max_quantity: 6, value: 400, notification_channels: ["app"] }),
    ],
  },
  replace: { inputs: () => scaled(ANOTHER, 2, 5), replaces: ["app"] },
  outsideChange: {
    make: async (world, { app }) => {
      const [monitor] = await monitorsOf(world, app);
      await world.api("PATCH", `${path(app)}/${monitor?.id}`, { max_quantity: 9 });
    },
    diff: { "processes.web.autoscaling.maximum": "update" },
  },
  outsideDelete: ({ api }, { app }) => api("DELETE", `/apps/${app}`),
  importId: ({ name }) => name,
  imported: () => ({}),
  exists: async (world, { app }) =>
    (await quantityOf(world, app)) > 0 || (await monitorsOf(world, app)).some(({ is_active }) => is_active),
});

async function withApp() {
  const world = await startWorld();
  const { app } = await deployedApp(world, ["web", "worker"]);
  const urn = world.engine.urn("Formation");
  const checked = async (inputs: object) => (await world.engine.check(urn, inputs as never)).inputs;
  return { world, app, urn, checked };
}

test("Heroku chooses the quantity: no scaling outside is a change, other changes leave it, the price is the highest", async () => {
  const { world, app, urn, checked } = await withApp();
  const made = await world.engine.create(urn, await checked(scaled(app, 1, 4)));
  expect(made.state.monthlyCents).toBe(4 * 25_000);
  await world.api("PATCH", `/apps/${app}/formation/web`, { quantity: 3 });
  await world.newRun();
  const found = await world.engine.refresh(made);
  if (!found) throw new Error("refresh lost it");
  expect(await world.engine.diff(found, made.inputs)).toMatchObject({ changes: false });
  const more = { worker: { quantity: 1, size: "standard-1x" } };
  await world.engine.update(found, await checked({ app, processes: { ...scaled(app, 1, 4).processes, ...more } }));
  expect(await quantityOf(world, app)).toBe(3);
  await world.close();
});

test("switched off outside it is a change; taken out, it is switched off before a quantity is set", async () => {
  const { world, app, urn, checked } = await withApp();
  const made = await world.engine.create(urn, await checked(scaled(app, 2, 4)));
  const [monitor] = await monitorsOf(world, app);
  await world.api("PATCH", `${path(app)}/${monitor?.id}`, { is_active: false });
  await world.newRun();
  const found = await world.engine.refresh(made);
  if (!found) throw new Error("refresh lost it");
  expect((await world.engine.diff(found, made.inputs)).detailed).toEqual({
    "processes.web.autoscaling": "add",
    "processes.web.quantity": "delete",
  });
  const again = await world.engine.update(found, made.inputs);
  expect(await monitorsOf(world, app)).toMatchObject([{ is_active: true }]);
  await world.engine.update(again, await checked(byHand(app, 1)));
  expect(await monitorsOf(world, app)).toMatchObject([{ is_active: false }]);
  expect(await quantityOf(world, app)).toBe(1);
  await world.close();
});

test("a lost answer is looked for, so that Heroku watches once", async () => {
  const { world, app, urn, checked } = await withApp();
  await world.faults([{ method: "POST", path: "monitors$", nth: 1, kind: "drop-after" }]);
  await world.engine.create(urn, await checked(scaled(app, 2, 4)));
  expect(await monitorsOf(world, app)).toHaveLength(1);
  await world.close();
});

test("who scales by hand is not asked about autoscaling", async () => {
  const { world, app, urn, checked } = await withApp();
  const { requests, result } = await world.counting(async () =>
    world.engine.create(urn, await checked(byHand(app, 2))),
  );
  await world.newRun();
  const refreshed = await world.counting(() => world.engine.refresh(result));
  expect([...requests, ...refreshed.requests].filter((request) => request.includes("monitors"))).toEqual([]);
  await world.close();
});

test("limits that Heroku can't keep to are refused before it is asked, and so is no quantity at all", async () => {
  const world = await startWorld();
  const failuresOf = async (processes: object) =>
    (await world.engine.check(world.engine.urn("Formation"), { app: ANOTHER, processes } as never)).failures;
  const limits = { minimum: 1, maximum: 2 };
  expect(await failuresOf({ web: { size: "basic" } })).toEqual([
    'processes.web: {"size":"basic"} has no quantity; set one',
  ]);
  expect(await failuresOf({ worker: { size: "performance-m", autoscaling: limits } })).toEqual([
    expect.stringMatching(/^processes\.worker\.autoscaling: .* is for web alone; set a quantity$/),
  ]);
  expect(await failuresOf({ web: { quantity: 1, size: "performance-m", autoscaling: limits } })).toEqual([
    "processes.web.quantity: 1 can't be set where autoscaling chooses it; remove one of them",
  ]);
  expect(await failuresOf({ web: { size: "standard-2x", autoscaling: limits } })).toEqual([
    expect.stringMatching(
      /^processes\.web\.autoscaling: .* needs a performance, private or shield size, not "standard-2x"$/,
    ),
  ]);
  expect(await failuresOf({ web: { size: "performance-m", autoscaling: { minimum: 3, maximum: 2 } } })).toEqual([
    expect.stringMatching(/^processes\.web\.autoscaling: .* has a minimum of 3 above its maximum of 2$/),
  ]);
  await world.close();
});
