import { afterEach, beforeEach, expect, test } from "vitest";
import { appFeature } from "../../resources/app-feature.ts";
import { deployedApp } from "../support/deployed-app.ts";
import { plainApp } from "../support/plain-app.ts";
import { thingContract } from "../support/thing-contract.ts";
import { startWorld, type World } from "../support/world.ts";

const NAME = "runtime-dyno-metadata";

const isOn = async ({ api }: World, app: string) => (await api("GET", `/apps/${app}/features/${NAME}`)).enabled;
const switchTo = ({ api }: World, app: string, enabled: boolean) =>
  api("PATCH", `/apps/${app}/features/${NAME}`, { enabled });

thingContract({
  thing: appFeature,
  setUp: plainApp,
  inputs: ({ app }) => ({ app, name: NAME }),
  update: {
    inputs: ({ app }) => ({ app, name: NAME, enabled: false }),
    diff: { enabled: "update" },
    seen: (world, { app }) => isOn(world, app),
    expected: false,
  },
  replace: { inputs: ({ app }) => ({ app, name: "preboot" }), replaces: ["name"] },
  outsideChange: { make: (world, { app }) => switchTo(world, app, true), diff: { enabled: "update" } },
  outsideDelete: ({ api }, { app }) => api("DELETE", `/apps/${app}`),
  importId: ({ name }) => `${name}/${NAME}`,
  exists: async (world, { app }) => (await isOn(world, app)) === true,
});

let world: World;
let app: string;

beforeEach(async () => {
  world = await startWorld();
  ({ app } = await plainApp(world));
});
afterEach(() => world.close());

const urn = () => world.engine.urn("AppFeature");

test.each([true, false])("deleting it restores what was before: %s", async (before) => {
  await switchTo(world, app, before);
  const { requests, result } = await world.counting(() =>
    world.engine.create(urn(), { app, name: NAME, enabled: !before }),
  );
  expect(requests).toEqual([`GET /apps/${app}/features`, `PATCH /apps/${app}/features/${NAME}`]);
  expect(result.state).toMatchObject({ enabledBefore: before });
  expect(await isOn(world, app)).toBe(!before);
  await world.engine.delete(result);
  expect(await isOn(world, app)).toBe(before);
});

test("one that is as declared already is not touched, neither then nor when deleted", async () => {
  await switchTo(world, app, true);
  const { requests } = await world.counting(async () => {
    await world.engine.delete(await world.engine.create(urn(), { app, name: NAME, enabled: true }));
  });
  expect(requests).toEqual([`GET /apps/${app}/features`]);
  expect(await isOn(world, app)).toBe(true);
});

test("an unknown name is an error of the preview, with the one that was meant", async () => {
  await expect(world.engine.previewCreate(urn(), { app, name: "prebot", enabled: true })).rejects.toThrow(
    'name: "prebot" is not an app feature; did you mean "preboot"?',
  );
});

test("its deletion after its app's is no error", async () => {
  const resource = await world.engine.create(urn(), { app, name: NAME, enabled: true });
  await world.api("DELETE", `/apps/${app}`);
  await world.engine.delete(resource);
  expect(await world.engine.refresh(resource)).toBeUndefined();
});

test("preboot on dynos that can't have it is Heroku's refusal, and makes nothing", async () => {
  const deployed = await deployedApp(world, ["web"]);
  await expect(world.engine.create(urn(), { app: deployed.app, name: "preboot", enabled: true })).rejects.toMatchObject(
    {
      message: expect.stringMatching(/^Heroku refused to turn feature "preboot" on: .* \(422 invalid_params/),
      kept: undefined,
    },
  );
});
