import { manualClock } from "@consumer-notebook/heroku-sandbox";
import { expect, onTestFinished, test } from "vitest";
import { json, startServer } from "../client/server.ts";
import { type CallFailed, type Engine, startEngine } from "../support/engine.ts";
import { startWorld, type World } from "../support/world.ts";

const WITHIN_MS = 5_000;

/** A world in which time stands still until a test lets it pass. */
async function stillWorld(): Promise<World & { pass(ms: number): void }> {
  const clock = manualClock();
  const world = await startWorld({ clock, provisionMs: 60_000 });
  onTestFinished(() => world.close());
  return Object.defineProperty(world, "pass", { value: clock.advance }) as World & { pass(ms: number): void };
}

/** A creation that is under way, and how it fails. */
async function begun(engine: Engine, type: string, inputs: object) {
  const urn = engine.urn(type);
  const { inputs: news } = await engine.check(urn, { ...inputs });
  const failure = engine.create(urn, news).then(
    () => Promise.reject(new Error("it did not fail")),
    (error: CallFailed) => error,
  );
  return { urn, news, failure };
}

async function cancelled(engine: Engine, failure: Promise<CallFailed>) {
  const asked = performance.now();
  await engine.cancel();
  const error = await failure;
  expect(performance.now() - asked).toBeLessThan(WITHIN_MS);
  expect(error.message).toContain("[heroku:interrupted]");
  return error;
}

test("a wait ends, and what exists is kept: the next update goes on with it", async () => {
  const world = await stillWorld();
  const { id: app } = await world.api<{ id: string }>("POST", "/apps", { name: "cut-short" });
  const { urn, news, failure } = await begun(world.engine, "AddOn", { app, plan: "heroku-postgresql:essential-0" });
  await expect.poll(() => world.engine.lines.map(({ message }) => message).join()).toContain("waiting for");
  const { kept } = await cancelled(world.engine, failure);
  const [addOn] = await world.api<{ id: string }[]>("GET", "/addons");
  expect(kept).toMatchObject({ id: addOn?.id, state: { app } });
  if (!kept) throw new Error("nothing was kept");
  const engine = await world.newRun();
  world.pass(120_000);
  await engine.update({ ...kept, urn, inputs: news }, news);
  expect(await world.api("GET", `/addons/${kept.id}`)).toMatchObject({ state: "provisioned" });
  expect(await world.api("GET", "/addons")).toHaveLength(1);
});

test("a request that hangs ends too", async () => {
  const server = await startServer((response, { method }) => (method === "GET" ? json(response, {}) : undefined));
  const engine = await startEngine({ HEROKU_API_URL: server.address, HEROKU_API_KEY: "key-of-a-test" });
  onTestFinished(async () => {
    await engine.close();
    await server.close();
  });
  const { failure } = await begun(engine, "ConfigVars", {
    app: "01234567-89ab-cdef-0123-456789abcdef",
    vars: { A: "1" },
  });
  await expect.poll(() => server.seen.map(({ method }) => method)).toContain("PATCH");
  await cancelled(engine, failure);
});

test("what comes after a cancellation asks Heroku nothing", async () => {
  const world = await stillWorld();
  await world.engine.cancel();
  const { requests } = await world.counting(
    async () => (await begun(world.engine, "App", { name: "too-late" })).failure,
  );
  expect(requests).toEqual([]);
});
