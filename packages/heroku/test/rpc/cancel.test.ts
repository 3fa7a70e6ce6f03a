import { expect, onTestFinished, test } from "vitest";
import type { CallFailed } from "../support/engine.ts";
import { startWorld, type World } from "../support/world.ts";

const WITHIN_MS = 5_000;

async function worldWith(options: Parameters<typeof startWorld>[0]): Promise<World> {
  const world = await startWorld(options);
  onTestFinished(() => world.close());
  return world;
}

/** A creation that is under way, and how it fails. */
async function begun(world: World, type: string, inputs: object) {
  const urn = world.engine.urn(type);
  const { inputs: news } = await world.engine.check(urn, { ...inputs });
  const failure = world.engine.create(urn, news).then(
    () => Promise.reject(new Error("it did not fail")),
    (error: CallFailed) => error,
  );
  return { urn, news, failure };
}

async function cancelled(world: World, failure: Promise<CallFailed>) {
  const asked = performance.now();
  await world.engine.cancel();
  const error = await failure;
  expect(performance.now() - asked).toBeLessThan(WITHIN_MS);
  expect(error.message).toContain("[heroku:interrupted]");
  return error;
}

test("a wait ends, and what exists is kept: the next update goes on with it", async () => {
  const world = await worldWith({ provisionMs: 700 });
  const { id: app } = await world.api<{ id: string }>("POST", "/apps", { name: "cut-short" });
  const { urn, news, failure } = await begun(world, "AddOn", { app, plan: "heroku-postgresql:essential-0" });
  await expect.poll(() => world.engine.lines.map(({ message }) => message).join()).toContain("waiting for");
  const { kept } = await cancelled(world, failure);
  const [addOn] = await world.api<{ id: string }[]>("GET", "/addons");
  expect(kept).toMatchObject({ id: addOn?.id, state: { app } });
  if (!kept) throw new Error("nothing was kept");
  const engine = await world.newRun();
  await engine.update({ ...kept, urn, inputs: news }, news);
  expect(await world.api("GET", `/addons/${kept.id}`)).toMatchObject({ state: "provisioned" });
  expect(await world.api("GET", "/addons")).toHaveLength(1);
});

test("a request that hangs ends too", async () => {
  const world = await worldWith({});
  const { id: app } = await world.api<{ id: string }>("POST", "/apps", { name: "hanging" });
  await world.faults([{ method: "PATCH", path: "config-vars", nth: 1, kind: "delay", ms: 8_000 }]);
  const { failure } = await begun(world, "ConfigVars", { app, vars: { A: "1" } });
  await cancelled(world, failure);
});

test("what comes after a cancellation asks Heroku nothing", async () => {
  const world = await worldWith({});
  await world.engine.cancel();
  const { requests } = await world.counting(async () => (await begun(world, "App", { name: "too-late" })).failure);
  expect(requests).toEqual([]);
});
