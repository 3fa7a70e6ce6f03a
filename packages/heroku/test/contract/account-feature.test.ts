import { afterEach, beforeEach, expect, test } from "vitest";
import { accountFeature } from "../../resources/account-feature.ts";
import { thingContract } from "../support/thing-contract.ts";
import { startWorld, type World } from "../support/world.ts";

const NAME = "metrics-request-volume";
const OTHER = "team-internal-routing";

const isOn = async ({ api }: World) => (await api("GET", `/account/features/${NAME}`)).enabled;
const switchTo = ({ api }: World, enabled: boolean) => api("PATCH", `/account/features/${NAME}`, { enabled });

thingContract({
  thing: accountFeature,
  setUp: async () => ({}),
  inputs: () => ({ name: NAME }),
  update: {
    inputs: () => ({ name: NAME, enabled: false }),
    diff: { enabled: "update" },
    seen: (world) => isOn(world),
    expected: false,
  },
  replace: { inputs: () => ({ name: OTHER }), replaces: ["name"] },
  outsideChange: { make: (world) => switchTo(world, true), diff: { enabled: "update" } },
  importId: () => NAME,
  exists: async (world) => (await isOn(world)) === true,
});

let world: World;

beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());

const urn = () => world.engine.urn("AccountFeature");

test.each([true, false])("deleting it restores what was before: %s", async (before) => {
  await switchTo(world, before);
  const { requests, result } = await world.counting(() => world.engine.create(urn(), { name: NAME, enabled: !before }));
  expect(requests).toEqual(["GET /account/features", `PATCH /account/features/${NAME}`]);
  expect(await isOn(world)).toBe(!before);
  await world.engine.delete(result);
  expect(await isOn(world)).toBe(before);
});

test("an unknown name is an error of the preview, with the one that was meant", async () => {
  await expect(world.engine.previewCreate(urn(), { name: "metrics-request-volumes", enabled: true })).rejects.toThrow(
    `name: "metrics-request-volumes" is not an account feature; did you mean "${NAME}"?`,
  );
});

test("one that Heroku has no more drops out of state, and its deletion is no error", async () => {
  const made = await world.engine.create(urn(), { name: NAME, enabled: true });
  const gone = { ...made, id: "withdrawn", inputs: { ...made.inputs, name: "withdrawn" } };
  expect(await world.engine.refresh(gone)).toBeUndefined();
  await world.engine.delete({ ...gone, state: { ...made.state, name: "withdrawn" } });
});
