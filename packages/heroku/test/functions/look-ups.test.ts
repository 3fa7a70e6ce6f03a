import { afterAll, beforeAll, expect, test } from "vitest";
import { plainApp } from "../support/plain-app.ts";
import { startWorld, type World } from "../support/world.ts";

let world: World;
let app: { app: string; name: string };

beforeAll(async () => {
  world = await startWorld();
  app = await plainApp(world);
});
afterAll(() => world.close());

test("getApp finds an app by its name", async () => {
  expect((await world.engine.invoke("getApp", { name: app.name })).outputs).toEqual({
    id: app.app,
    name: app.name,
    region: "us",
    stack: "heroku-24",
    webUrl: expect.stringMatching(/^https:\/\//),
    gitUrl: `https://git.heroku.com/${app.name}.git`,
    maintenance: false,
    automaticCertificates: false,
  });
});

test("getDynoSize takes any case, and tells price and memory", async () => {
  expect((await world.engine.invoke("getDynoSize", { size: "standard-2x" })).outputs).toEqual({
    name: "Standard-2X",
    monthlyCents: 5000,
    memoryGb: 1,
    dedicated: false,
    privateSpaceOnly: false,
  });
});

test("getRegion tells where it is", async () => {
  expect((await world.engine.invoke("getRegion", { name: "eu" })).outputs).toMatchObject({
    name: "eu",
    country: "Ireland",
    locale: "Dublin",
    providerRegion: "eu-west-1",
    privateCapable: false,
  });
});

test("getStack tells whether it is the default", async () => {
  expect((await world.engine.invoke("getStack", { name: "heroku-24" })).outputs).toMatchObject({
    name: "heroku-24",
    isDefault: true,
    state: "public",
  });
});

test.each([
  ["getApp", "name", "contract-plane-1", 'is not an app that you have access to; did you mean "contract-plain-'],
  ["getDynoSize", "size", "standart-1x", 'is not a dyno size; did you mean "standard-1x"?'],
  ["getRegion", "name", "eux", 'is not a region; did you mean "eu"?'],
  ["getStack", "name", "heroku-23", 'is not a stack; did you mean "heroku-2'],
])("%s names what may have been meant", async (type, input, value, reason) => {
  await expect(world.engine.invoke(type, { [input]: value })).rejects.toThrow(`${input}: "${value}" ${reason}`);
});
