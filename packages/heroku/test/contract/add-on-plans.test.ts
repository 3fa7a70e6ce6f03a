import { afterAll, beforeAll, expect, test } from "vitest";
import { ANOTHER } from "../support/another.ts";
import type { Resource } from "../support/engine.ts";
import { startWorld, type World } from "../support/world.ts";

let world: World;
let app: string;
let database: Resource;

const urn = () => world.engine.urn("AddOn");
const check = (inputs: object, olds = {}) => world.engine.check(urn(), { app, ...inputs }, olds);
const checked = async (inputs: object) => (await check(inputs)).inputs;

beforeAll(async () => {
  world = await startWorld();
  ({ id: app } = await world.api<{ id: string }>("POST", "/apps", { name: "notebook" }));
  database = await world.engine.create(urn(), await checked({ plan: "heroku-postgresql:standard-0" }));
});
afterAll(() => world.close());

test("a preview knows the price and refuses what Heroku does not have, with a suggestion", async () => {
  const preview = async (plan: string) => world.engine.previewCreate(urn(), await checked({ plan }));
  expect(await preview("heroku-redis:premium-2")).toMatchObject({ monthlyCents: 6000, service: "heroku-redis" });
  await expect(preview("heroku-redis:premum-2")).rejects.toThrow(
    'plan: "heroku-redis:premum-2" is not a plan of heroku-redis; did you mean "heroku-redis:premium-2"?',
  );
  await expect(preview("heroku-redi:mini")).rejects.toThrow(
    'plan: "heroku-redi:mini": heroku-redi is not an add-on service; did you mean "heroku-redis"?',
  );
  const { failures } = await check({ plan: "heroku-redis", name: "1", attachment: "cache" });
  expect(failures).toHaveLength(3);
});

test("plans of one service are asked for once in a run", async () => {
  const [mini, premium] = [await checked({ plan: "ormongo:2-mmap" }), await checked({ plan: "ormongo:5-mmap" })];
  const { requests } = await world.counting(async () => {
    await world.engine.previewCreate(urn(), mini);
    await world.engine.previewCreate(urn(), premium);
  });
  expect(requests).toEqual(["GET /addon-services/ormongo/plans"]);
});

test("a bigger plan is a change in place, whose price the preview shows", async () => {
  const news = await checked({ plan: "heroku-postgresql:standard-2" });
  expect(await world.engine.diff(database, news)).toMatchObject({ detailed: { plan: "update" }, replaces: [] });
  const preview = await world.engine.previewUpdate(database, news);
  expect(preview).toMatchObject({ monthlyCents: 20_000, configVars: ["DATABASE_URL"] });
  database = await world.engine.update(database, news);
  expect(database.state.monthlyCents).toBe(20_000);
});

test("a slip in the plan of a database is told as one, not as its loss", async () => {
  const other = world.engine.urn("AddOn", "small");
  const small = await world.engine.create(other, await checked({ plan: "heroku-postgresql:essential-0" }));
  const { inputs, failures } = await check({ plan: "heroku-postgresql:essental-1" }, small.inputs);
  expect(failures).toEqual([]);
  expect(await world.engine.diff(small, inputs)).toMatchObject({ detailed: { plan: "update" }, replaces: [] });
  await expect(world.engine.previewUpdate(small, inputs)).rejects.toThrow(
    'did you mean "heroku-postgresql:essential-1"?',
  );
});

test("a smaller plan of a database needs confirmation, in preview and in up", async () => {
  const refused =
    /^plan: "heroku-postgresql:standard-0" is smaller than .* \(\$200 to \$50 a month\): .*confirmDataLoss: true/;
  const news = await checked({ plan: "heroku-postgresql:standard-0" });
  await expect(world.engine.previewUpdate(database, news)).rejects.toThrow(refused);
  await expect(world.engine.update(database, news)).rejects.toThrow(refused);
  const confirmed = await checked({ plan: "heroku-postgresql:standard-0", confirmDataLoss: true });
  database = await world.engine.update(database, confirmed);
  expect(database.state.monthlyCents).toBe(5000);
});

test("what would replace a database is refused with what would be lost, unless that is confirmed", async () => {
  const olds = await checked({ plan: "heroku-postgresql:standard-0", name: "notebook-db" });
  const refused = async (inputs: object) => (await check(inputs, olds)).failures;
  expect(await refused({ plan: "heroku-postgresql:essential-0" })).toEqual([
    "plan: Heroku can't change heroku-postgresql:standard-0 to heroku-postgresql:essential-0 in place: declare a second " +
      "AddOn, copy the data with `heroku pg:copy`, then remove this one, as docs/how-to/change-a-database-plan.md says; replacing notebook-db " +
      "(heroku-postgresql:standard-0) loses all data in it: set confirmDataLoss: true if that is meant",
  ]);
  expect(await refused({ plan: "ormongo:2-mmap" })).toEqual([expect.stringContaining("loses all data in it")]);
  expect(await refused({ app: ANOTHER, plan: "heroku-postgresql:standard-0" })).toEqual([
    expect.stringMatching(/^app: another app needs a new add-on; replacing notebook-db/),
  ]);
  expect(await refused({ plan: "heroku-postgresql:standard-0", config: { version: "16" } })).toEqual([
    expect.stringMatching(/^config: /),
  ]);
  const confirmed = await checked({ plan: "heroku-postgresql:essential-0", confirmDataLoss: true });
  expect(await refused({ plan: "heroku-postgresql:essential-0", confirmDataLoss: true })).toEqual([]);
  expect(await world.engine.diff(database, confirmed)).toMatchObject({ replaces: ["plan"], deleteBeforeReplace: true });
});

test("a cache holds nothing: it is replaced and made smaller without confirmation", async () => {
  const cache = await world.engine.create(urn(), await checked({ plan: "memcachier:100" }));
  const { failures } = await check({ plan: "sentry:f1" }, cache.inputs);
  expect(failures).toEqual([]);
  const smaller = await world.engine.update(cache, await checked({ plan: "memcachier:dev" }));
  expect(smaller.state.monthlyCents).toBe(0);
});

test("an attachment that was taken away outside is put back, and the database stays", async () => {
  const inputs = await checked({ plan: "ormongo:2-mmap", attachment: "MONGO" });
  const made = await world.engine.create(urn(), inputs);
  await world.api("POST", "/addon-attachments", { addon: made.id, app, name: "RENAMED" });
  const { id } = await world.api<{ id: string }>("GET", `/apps/${app}/addon-attachments/MONGO`);
  await world.api("DELETE", `/addon-attachments/${id}`);
  const found = await world.engine.refresh(made);
  if (!found) throw new Error("refresh lost it");
  expect(await world.engine.diff(found, inputs)).toMatchObject({ detailed: { attachment: "add" }, replaces: [] });
  const mended = await world.engine.update(found, inputs);
  expect(mended.state.configVars).toEqual(["MONGO_REGION", "MONGO_RS_URL", "MONGO_URL"]);
});

test("config vars are those under its own name, whatever else attaches it", async () => {
  for (const attachment of [undefined, "QUEUE"]) {
    const inputs = await checked({ plan: "heroku-redis:mini", ...(attachment ? { attachment } : {}) });
    const made = await world.engine.create(world.engine.urn("AddOn", attachment), inputs);
    const name = attachment ?? "REDIS";
    expect(made.state.configVars).toEqual([`${name}_TLS_URL`, `${name}_URL`]);
    await world.api("POST", "/addon-attachments", { addon: made.id, app, name: `${name}_AGAIN` });
    const engine = await world.newRun();
    expect((await engine.refresh(made))?.state.configVars).toEqual(made.state.configVars);
    const bigger = await checked({ ...inputs, plan: "heroku-redis:premium-0" });
    expect((await engine.update(made, bigger)).state.configVars).toEqual(made.state.configVars);
  }
});

test("getPlan tells the price of a plan", async () => {
  const { outputs } = await world.engine.invoke("getPlan", { plan: "heroku-postgresql:essential-1" });
  expect(outputs).toMatchObject({ service: "heroku-postgresql", monthlyCents: 900, humanName: "Essential 1" });
  await expect(world.engine.invoke("getPlan", { plan: "heroku-postgresql:essential-9" })).rejects.toThrow(
    "did you mean",
  );
});
