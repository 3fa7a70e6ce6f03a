import { expect, test } from "vitest";
import { formation } from "../../resources/formation.ts";
import { ANOTHER } from "../support/another.ts";
import { deployedApp } from "../support/deployed-app.ts";
import { thingContract } from "../support/thing-contract.ts";
import { startWorld, type World } from "../support/world.ts";

const dynos = async ({ api }: World, app: string) => {
  const found = await api<{ type: string; quantity: number; size: string }[]>("GET", `/apps/${app}/formation`);
  return Object.fromEntries(found.map(({ type, quantity, size }) => [type, `${quantity} ${size.toLowerCase()}`]));
};

thingContract({
  thing: formation,
  setUp: (world) => deployedApp(world, ["web", "worker", "clock"]),
  inputs: ({ app }) => ({
    app,
    processes: { web: { quantity: 2, size: "standard-1x" }, worker: { quantity: 1, size: "standard-1x" } },
  }),
  // The process types, the sizes with their prices, and one PATCH for all of them.
  createRequests: 3,
  update: {
    inputs: ({ app }) => ({
      app,
      processes: { web: { quantity: 3, size: "standard-2x" }, clock: { quantity: 1, size: "standard-1x" } },
    }),
    diff: {
      "processes.web.quantity": "update",
      "processes.web.size": "update",
      "processes.worker": "delete",
      "processes.clock": "add",
    },
    seen: (world, { app }) => dynos(world, app),
    expected: { web: "3 standard-2x", worker: "0 standard-1x", clock: "1 standard-1x" },
  },
  replace: { inputs: () => ({ app: ANOTHER, processes: {} }), replaces: ["app"] },
  outsideChange: {
    make: ({ api }, { app }) => api("PATCH", `/apps/${app}/formation`, { updates: [{ type: "web", quantity: 1 }] }),
    diff: { "processes.web.quantity": "update" },
  },
  outsideDelete: ({ api }, { app }) => api("DELETE", `/apps/${app}`),
  importId: ({ name }) => name,
  imported: () => ({}),
  exists: async (world, { app }) => {
    const { web, worker } = await dynos(world, app);
    return !web?.startsWith("0") || !worker?.startsWith("0");
  },
});

const inputsOf = (app: string, web: { quantity: number; size: string }) => ({ app, processes: { web } });

test("an app without a release: scaling waits, says so, stays a diff, and the next update does it", async () => {
  const world = await startWorld();
  const { api } = world;
  let { engine } = world;
  const { id } = await api<{ id: string }>("POST", "/apps", { name: "contract-unreleased" });
  const urn = engine.urn("Formation");
  const { inputs } = await engine.check(urn, inputsOf(id, { quantity: 2, size: "standard-1x" }));
  const resource = await engine.create(urn, inputs);
  expect(resource.state).toMatchObject({ waitsForRelease: true, monthlyCents: 5000 });
  expect(engine.lines.filter(({ severity }) => severity === "warning").map(({ message }) => message)).toEqual([
    "the app has no release yet: scaling waits for the first one, and the next `up` after it does it",
  ]);
  expect(await engine.diff(resource, inputs)).toMatchObject({ changes: true, detailed: { processes: "update" } });
  await deployedApp.release(world, id, ["web"]);
  engine = await world.newRun();
  const scaled = await engine.update(resource, inputs);
  expect(scaled.state.waitsForRelease).toBe(false);
  expect(await dynos(world, id)).toEqual({ web: "2 standard-1x" });
  expect(await engine.diff(scaled, inputs)).toMatchObject({ changes: false });
  await world.close();
});

test("the price is foreseen in preview, and a size that Heroku does not have is refused there", async () => {
  const world = await startWorld();
  const { engine } = world;
  const urn = engine.urn("Formation");
  const { inputs } = await engine.check(urn, inputsOf(ANOTHER, { quantity: 3, size: "standard-2x" }));
  expect((await engine.previewCreate(urn, inputs)).monthlyCents).toBe(15000);
  const wrong = await engine.check(urn, inputsOf(ANOTHER, { quantity: 3, size: "standard-3x" }));
  await expect(engine.previewCreate(urn, wrong.inputs)).rejects.toThrow(
    /^processes\.web\.size: "standard-3x" is not a dyno size; use one of eco, basic, standard-1x, standard-2x, /,
  );
  await world.close();
});

test("a process type that the release does not have is named, with the ones it has", async () => {
  const world = await startWorld();
  const { app } = await deployedApp(world, ["web", "worker"]);
  const urn = world.engine.urn("Formation");
  const processes = { wrker: { quantity: 1, size: "basic" } };
  const { inputs } = await world.engine.check(urn, { app, processes });
  await expect(world.engine.create(urn, inputs)).rejects.toThrow(
    'processes.wrker: the app\'s release has no process type "wrker" in its Procfile; did you mean "worker"?',
  );
  await world.close();
});

test("wrong quantities and sizes are all reported at once, before Heroku is asked", async () => {
  const world = await startWorld();
  const processes = { web: { quantity: -1, size: "Standard 1X" }, worker: { quantity: "two", size: "basic", sise: 1 } };
  const { failures } = await world.engine.check(world.engine.urn("Formation"), { app: ANOTHER, processes });
  expect(failures).toEqual([
    "processes.web.quantity: -1 is too small; at least 0",
    'processes.web.size: "Standard 1X" is not a dyno size in lower case, such as standard-1x',
    'processes.worker.quantity: "two" is not a number',
    'processes.worker.sise: is not known here; did you mean "size"?',
  ]);
  await world.close();
});

test("sizes of different tiers, and two dynos of a size that has one, are refused before Heroku is asked, where both run", async () => {
  const world = await startWorld();
  const urn = world.engine.urn("Formation");
  const failures = async (quantity: number) => {
    const processes = { web: { quantity, size: "standard-1x" }, worker: { quantity: 1, size: "basic" } };
    return (await world.engine.check(urn, { app: ANOTHER, processes })).failures;
  };
  expect(await failures(1)).toEqual([
    'processes.worker.size: "basic" can\'t run beside web of "standard-1x": use sizes of one tier',
  ]);
  expect(await failures(0)).toEqual([]);
  const two = { app: ANOTHER, processes: { web: { quantity: 2, size: "basic" } } };
  expect((await world.engine.check(urn, two)).failures).toEqual([
    'processes.web.quantity: 2 is too many of size "basic": one, or use standard-1x or larger',
  ]);
  await world.close();
});

test("deleting stops the declared types with one request, and leaves the others", async () => {
  const world = await startWorld();
  const { app } = await deployedApp(world, ["web", "worker", "clock"]);
  const urn = world.engine.urn("Formation");
  const size = "standard-1x";
  const processes = { web: { quantity: 2, size }, worker: { quantity: 1, size } };
  const { inputs } = await world.engine.check(urn, { app, processes });
  const resource = await world.engine.create(urn, inputs);
  await world.api("PATCH", `/apps/${app}/formation`, {
    updates: [{ type: "clock", quantity: 1, dyno_size: { name: size } }],
  });
  const { requests } = await world.counting(() => world.engine.delete(resource));
  expect(requests).toEqual([`PATCH /apps/${app}/formation`]);
  expect(await dynos(world, app)).toEqual({ web: `0 ${size}`, worker: `0 ${size}`, clock: `1 ${size}` });
  await world.close();
});

test("deleting stops what the release still has, where it has lost a declared type", async () => {
  const world = await startWorld();
  const { app } = await deployedApp(world, ["web", "worker"]);
  const urn = world.engine.urn("Formation");
  const size = "standard-1x";
  const processes = { web: { quantity: 2, size }, worker: { quantity: 1, size } };
  const resource = await world.engine.create(urn, (await world.engine.check(urn, { app, processes })).inputs);
  await deployedApp.release(world, app, ["web"]);
  await world.engine.delete(resource);
  expect((await dynos(world, app)).web).toBe(`0 ${size}`);
  await world.close();
});

test("a deletion that Heroku refuses is an error, and never looked past", async () => {
  const world = await startWorld();
  const { app } = await deployedApp(world, ["web"]);
  const urn = world.engine.urn("Formation");
  const { inputs } = await world.engine.check(urn, inputsOf(app, { quantity: 1, size: "standard-1x" }));
  const resource = await world.engine.create(urn, inputs);
  for (const status of [403, 422]) {
    await world.faults([{ method: "PATCH", path: "/formation$", kind: "status", status, rate: 1 }]);
    await expect(world.engine.delete(resource)).rejects.toThrow("Heroku refused to scale web=0");
  }
  await world.faults([]);
  expect(await dynos(world, app)).toEqual({ web: "1 standard-1x" });
  await world.close();
});
