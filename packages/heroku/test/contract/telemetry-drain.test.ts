import { manualClock } from "@consumer-notebook/heroku-sandbox";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isSecret, open, type PlainObject } from "../../define/values.ts";
import { telemetryDrain } from "../../resources/telemetry-drain.ts";
import { answers } from "../support/plain-app.ts";
import { aTeam } from "../support/team.ts";
import { thingContract } from "../support/thing-contract.ts";
import { startWorld, type World } from "../support/world.ts";

const CANARY = "canary-otel-3f";
const ENDPOINT = "https://otel.example.com/v1";
const inputs = (owner: string): PlainObject => ({
  owner,
  signals: ["traces", "metrics"],
  endpoint: ENDPOINT,
  headers: { "Api-Key": CANARY },
});
const path = (id: string) => `/telemetry-drains/${id}`;

let made = 0;
async function firApp(world: World): Promise<{ app: string; space: string }> {
  const name = `contract-fir-${++made}`;
  const wanted = { name, team: "acme", space: `${name}-space`, stack: "cnb" };
  await aTeam(world, "acme");
  const { id, space } = await world.api<{ id: string; space: { id: string } }>("POST", "/teams/apps", wanted);
  return { app: id, space: space.id };
}

thingContract<{ app: string }>({
  thing: telemetryDrain,
  setUp: firApp,
  inputs: ({ app }) => inputs(app),
  update: {
    inputs: ({ app }) => ({ ...inputs(app), signals: ["logs"], exporter: "otlp" }),
    diff: { exporter: "update", "signals[0]": "update", "signals[1]": "delete" },
    seen: async ({ api }, _context, { id }) => {
      const { signals, exporter } = await api<{ signals: string[]; exporter: object }>("GET", path(id));
      return { signals, exporter };
    },
    expected: {
      signals: ["logs"],
      exporter: { type: "otlp", endpoint: ENDPOINT, headers: { "Api-Key": CANARY } },
    },
  },
  replace: { inputs: ({ app }) => ({ ...inputs(app), ownerType: "space" }), replaces: ["ownerType"] },
  outsideChange: {
    make: ({ api }, _context, { id }) => api("PATCH", path(id), { signals: ["traces"] }),
    diff: { "signals[0]": "update" },
  },
  outsideDelete: ({ api }, _context, { id }) => api("DELETE", path(id)),
  importId: (_context, { id }) => id,
  exists: (world, _context, { id }) => answers(world, path(id)),
});

let world: World;
let app: string;
let space: string;

beforeEach(async () => {
  world = await startWorld();
  ({ app, space } = await firApp(world));
});
afterEach(() => world.close());

const urn = () => world.engine.urn("TelemetryDrain");
const check = (more: PlainObject = {}) => world.engine.check(urn(), { ...inputs(app), ...more });
const create = async (more: PlainObject = {}) => world.engine.create(urn(), (await check(more)).inputs);
const drains = () => world.api<unknown[]>("GET", `/apps/${app}/telemetry-drains`);

test("headers are secrets, and in no message or path, whatever goes wrong", async () => {
  const told: string[] = [];
  const { requests } = await world.counting(async () => {
    const { state } = await create();
    const { "Api-Key": key } = state.headers as { "Api-Key": never };
    expect([isSecret(key), isSecret(state.endpoint as never)]).toEqual([true, false]);
    told.push(...(await check({ headers: { "Api Key": CANARY } })).failures);
    await world.api("DELETE", `/apps/${app}`);
    await create().catch((error: unknown) => told.push(String(error)));
  });
  expect(told).toHaveLength(2);
  expect([...told, ...requests, ...world.engine.lines.map(({ message }) => message)].join()).not.toContain(CANARY);
});

test("a lost answer never adds it twice", async () => {
  await world.faults([{ method: "POST", path: "/telemetry-drains$", nth: 1, kind: "drop-after" }]);
  await create();
  expect(await drains()).toHaveLength(1);
});

test("what was there before is refused, with the way to adopt it", async () => {
  await world.close();
  world = await startWorld({ clock: manualClock(Date.UTC(2020, 0, 1)) });
  ({ app } = await firApp(world));
  const { id } = await create();
  await world.newRun();
  await expect(create()).rejects.toThrow(`pulumi import heroku:index:TelemetryDrain it ${id} [heroku:exists-already]`);
});

test("a space has some too, and goes with them", async () => {
  const drain = await create({ owner: space, ownerType: "space" });
  expect(await world.api<unknown[]>("GET", `/spaces/${space}/telemetry-drains`)).toHaveLength(1);
  await world.api("DELETE", `/apps/${app}`);
  await world.api("DELETE", `/spaces/${space}`);
  await expect.poll(() => world.api("GET", "/spaces")).toEqual([]);
  await world.newRun();
  expect(await world.engine.refresh(drain)).toBeUndefined();
});

test("the order of the signals is no change", async () => {
  const drain = await create();
  await world.api("PATCH", path(drain.id), { signals: ["metrics", "traces"] });
  await world.newRun();
  expect(open((await world.engine.refresh(drain))?.inputs ?? {})).toEqual(open(drain.inputs));
});

test("a preview refuses an app of the Cedar generation, and one that is not there", async () => {
  const { id } = await world.api<{ id: string }>("POST", "/apps", { name: "contract-cedar" });
  const preview = async (owner: string) => world.engine.previewCreate(urn(), (await check({ owner })).inputs);
  await expect(preview(id)).rejects.toThrow(`owner: "${id}" (contract-cedar) is of the Cedar generation`);
  await expect(preview("01234567-89ab-cdef-0123-456789abcdef")).rejects.toThrow(
    'owner: "01234567-89ab-cdef-0123-456789abcdef" is not the UUID of an app that you have access to',
  );
});

test("all of an app are refreshed with one request", async () => {
  const all = [await create(), await create({ endpoint: "https://other.example.com/" })];
  await world.newRun();
  const { requests } = await world.counting(() => Promise.all(all.map((each) => world.engine.refresh(each))));
  expect(requests).toEqual([`GET /apps/${app}/telemetry-drains`]);
});
