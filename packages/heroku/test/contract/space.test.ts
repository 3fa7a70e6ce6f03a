import { manualClock } from "@consumer-notebook/heroku-sandbox";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { PlainObject } from "../../define/values.ts";
import { space } from "../../resources/space.ts";
import { CallFailed, type Resource } from "../support/engine.ts";
import { aTeam } from "../support/team.ts";
import { thingContract } from "../support/thing-contract.ts";
import { startWorld, type World } from "../support/world.ts";

const INPUTS = { name: "private", team: "acme", region: "dublin", cidr: "172.20.0.0/16", dataCidr: "10.9.0.0/20" };
const isThere = ({ api }: World, id: string) =>
  api("GET", `/spaces/${id}`).then(
    ({ state }) => state !== "deleting",
    () => false,
  );

async function twoTeams(world: World): Promise<undefined> {
  await aTeam(world, "acme");
  await aTeam(world, "other");
}

thingContract<undefined>({
  thing: space,
  setUp: async (world) => twoTeams(world),
  inputs: () => INPUTS,
  update: {
    inputs: () => ({ ...INPUTS, name: "inner", team: "other" }),
    diff: { name: "update", team: "update" },
    seen: async ({ api }, _context, { id }) => {
      const { name, team } = await api<{ name: string; team: { name: string } }>("GET", `/spaces/${id}`);
      return [name, team.name];
    },
    expected: ["inner", "other"],
  },
  replace: { inputs: () => ({ ...INPUTS, region: "oregon" }), replaces: ["region"] },
  outsideChange: {
    make: ({ api }, _context, { id }) => api("PATCH", `/spaces/${id}`, { name: "renamed" }),
    diff: { name: "update" },
  },
  outsideDelete: ({ api }, _context, { id }) => api("DELETE", `/spaces/${id}`),
  importId: () => "private",
  exists: (world, _context, { id }) => isThere(world, id),
});

let world: World;
beforeEach(async () => {
  world = await startWorld();
  await twoTeams(world);
});
afterEach(() => world.close());

const urn = () => world.engine.urn("Space");
const create = async (more: PlainObject = {}) =>
  world.engine.create(urn(), (await world.engine.check(urn(), { ...INPUTS, ...more })).inputs);
const changed = async (made: Resource, more: PlainObject) =>
  (await world.engine.check(urn(), { ...INPUTS, ...more }, made.inputs)).inputs;
const spaces = async () => (await world.api<unknown[]>("GET", "/spaces")).length;

test("it is waited for, with a word of progress", async () => {
  const { state } = await create();
  expect(state.state).toBe("allocated");
  const lines = world.engine.lines.map(({ message }) => message);
  expect(lines.join()).toMatch(/waiting for space "private" to be allocated \(\d+ s\)/);
});

test("a lost answer never makes a second one", async () => {
  await world.faults([{ method: "POST", path: "/spaces$", nth: 1, kind: "drop-after" }]);
  await create();
  expect(await spaces()).toBe(1);
});

test("one whose run was cut short stays in state, and the next update waits on", async () => {
  await world.faults([{ method: "GET", path: "^/spaces/[0-9a-f-]{36}$", nth: 1, kind: "status", status: 403 }]);
  const failure = await create().catch((error: unknown) => error);
  const kept = (failure as CallFailed).kept as Resource;
  expect(failure).toBeInstanceOf(CallFailed);
  const news = await changed(kept, {});
  const resource = { ...kept, urn: urn() };
  expect(await world.engine.diff(resource, news)).toMatchObject({ changes: true, replaces: [] });
  const { state } = await world.engine.update(resource, news);
  expect([state.state, await spaces()]).toEqual(["allocated", 1]);
});

test("what was there before is refused, with the way to adopt it", async () => {
  await world.close();
  world = await startWorld({ clock: manualClock(Date.UTC(2020, 0, 1)) });
  await twoTeams(world);
  await world.api("POST", "/spaces", { name: "private", team: "acme" });
  await expect(create()).rejects.toThrow("pulumi import heroku:index:Space it private [heroku:exists-already]");
});

test("a name whose space is still going is waited for", async () => {
  const { id } = await create();
  await world.api("DELETE", `/spaces/${id}`);
  await world.newRun();
  expect((await create()).id).not.toBe(id);
});

test("one that holds apps says so when it is deleted, and stays", async () => {
  const made = await create();
  await world.api("POST", "/teams/apps", { name: "notebook-private", team: "acme", space: "private" });
  await expect(world.engine.delete(made)).rejects.toThrow(/^Heroku refused to delete space "private": .*apps in it/);
  expect(await isThere(world, made.id)).toBe(true);
});

test.each([
  ["region", "eu", "is not a region for private spaces; allowed are "],
  ["region", "dubln", 'is not a region for private spaces; did you mean "dublin"?'],
])("a preview refuses %s %s", async (field, value, reason) => {
  const { inputs } = await world.engine.check(urn(), { ...INPUTS, [field]: value });
  await expect(world.engine.previewCreate(urn(), inputs)).rejects.toThrow(`${field}: "${value}" ${reason}`);
});

test("a replacement is refused unless its losses are confirmed", async () => {
  const made = await create();
  const check = (more: PlainObject) => world.engine.check(urn(), { ...INPUTS, ...more }, made.inputs);
  const { failures } = await check({ region: "oregon", dataCidr: "10.8.0.0/20" });
  expect(failures).toHaveLength(2);
  expect(failures[0]).toMatch(
    /^region: .*loses its peerings, its VPN connections and every app in it: set confirmData/,
  );
  expect((await check({ region: "oregon", confirmDataLoss: true })).failures).toEqual([]);
  const news = await changed(made, { dataCidr: "10.8.0.0/20", confirmDataLoss: true });
  expect((await world.engine.diff(made, news)).replaces).toEqual(["dataCidr"]);
});

test("another name or team is refused while apps are in it, with the command that does it", async () => {
  const made = await create();
  await world.api("POST", "/teams/apps", { name: "notebook-private", team: "acme", space: "private" });
  const preview = async (more: PlainObject) => world.engine.previewUpdate(made, await changed(made, more));
  await expect(preview({ name: "inner" })).rejects.toThrow(
    'name: "inner" would be another space to notebook-private; run `heroku spaces:rename --from private --to inner`',
  );
  await expect(preview({ team: "other" })).rejects.toThrow("heroku spaces:transfer --space private --team other");
});

test("a handing over whose answer is lost is done once", async () => {
  const made = await create();
  await world.faults([{ method: "POST", path: "/transfer$", nth: 1, kind: "drop-after" }]);
  const news = await changed(made, { team: "other" });
  await world.engine.update(made, news);
  expect(await world.api("GET", `/spaces/${made.id}`)).toMatchObject({ team: { name: "other" } });
});

test("the network that Heroku chose for data services is no change", async () => {
  const { dataCidr: _, ...rest } = INPUTS;
  const { inputs } = await world.engine.check(urn(), rest);
  const made = await world.engine.create(urn(), inputs);
  await world.newRun();
  const found = (await world.engine.refresh(made)) as Resource;
  expect(await world.engine.diff(found, inputs)).toMatchObject({ changes: false });
  const imported = (await world.engine.import(urn(), "private")) as Resource;
  expect(imported.inputs).toHaveProperty("dataCidr");
  expect(await world.engine.diff(imported, inputs)).toMatchObject({ changes: false });
});

test("many are refreshed with one request", async () => {
  const made = [await create(), await create({ name: "second" }), await create({ name: "third" })];
  await world.newRun();
  const { requests } = await world.counting(() => Promise.all(made.map((each) => world.engine.refresh(each))));
  expect(requests).toEqual(["GET /spaces"]);
});
