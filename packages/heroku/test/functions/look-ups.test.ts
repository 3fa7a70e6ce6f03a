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
    generation: "cedar",
    owner: expect.stringMatching(/@sandbox\.example$/),
    webUrl: expect.stringMatching(/^https:\/\//),
    gitUrl: `https://git.heroku.com/${app.name}.git`,
    maintenance: false,
    automaticCertificates: false,
  });
});

test("getApp tells the team, the space and the lock of an app that has them", async () => {
  await world.api("POST", "/teams", { name: "acme" });
  const wanted = { name: "contract-in-space", team: "acme", space: "fir-space", stack: "cnb", locked: true };
  await world.api("POST", "/teams/apps", wanted);
  await world.newRun();
  const { outputs } = await world.engine.invoke("getApp", { name: wanted.name });
  expect(outputs).toMatchObject({ generation: "fir", owner: "acme", team: "acme", space: "fir-space", locked: true });
  await world.newRun();
  await world.faults([{ method: "GET", path: "^/teams/acme/apps", kind: "status", status: 403 }]);
  expect((await world.engine.invoke("getApp", { name: wanted.name })).outputs).not.toHaveProperty("locked");
  await world.faults([]);
});

test("getGeneration finds one, of all or of those that a team may use", async () => {
  const { outputs } = await world.engine.invoke("getGeneration", { name: "fir" });
  expect(outputs).toEqual({ id: expect.stringMatching(/^[0-9a-f-]{36}$/), name: "fir" });
  const ofTeam = await world.engine.invoke("getGeneration", { name: "fir", team: "acme" });
  expect(ofTeam.outputs).toEqual(outputs);
  await expect(world.engine.invoke("getGeneration", { name: "fur", team: "acme" })).rejects.toThrow(
    'name: "fur" is not a generation that team acme may use; did you mean "fir"?',
  );
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
  ["getGeneration", "name", "ceder", 'is not a generation; did you mean "cedar"?'],
  ["getRegion", "name", "eux", 'is not a region; did you mean "eu"?'],
  ["getStack", "name", "heroku-23", 'is not a stack; did you mean "heroku-2'],
])("%s names what may have been meant", async (type, input, value, reason) => {
  await expect(world.engine.invoke(type, { [input]: value })).rejects.toThrow(`${input}: "${value}" ${reason}`);
});
