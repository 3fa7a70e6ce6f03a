import { afterAll, beforeAll, expect, test } from "vitest";
import type { Resource } from "../support/engine.ts";
import { startWorld, type World } from "../support/world.ts";

let world: World;
let owner: string;
let reader: string;
let database: Resource;

const urn = (type = "AddOnAttachment") => world.engine.urn(type);
const attach = async (inputs: { app: string; name: string; namespace?: string; addOn?: string }) => {
  const { inputs: news, failures } = await world.engine.check(urn(), { addOn: database.id, ...inputs });
  expect(failures).toEqual([]);
  return world.engine.create(urn(), news);
};
const attachments = () => world.api<{ id: string; name: string }[]>("GET", "/addon-attachments");

beforeAll(async () => {
  world = await startWorld();
  ({ id: owner } = await world.api<{ id: string }>("POST", "/apps", { name: "notebook" }));
  ({ id: reader } = await world.api<{ id: string }>("POST", "/apps", { name: "reports" }));
  const plan = "heroku-postgresql:standard-0";
  database = await world.engine.create(urn("AddOn"), { app: owner, plan, name: "notebook-db", attachment: "DATABASE" });
});
afterAll(() => world.close());

test("config vars are named after the attachment, whatever else the add-on is attached as", async () => {
  const readonly = await attach({ app: owner, name: "DATABASE_READONLY", namespace: "credential:readonly" });
  expect(readonly.state).toMatchObject({ configVars: ["DATABASE_READONLY_URL"], namespace: "credential:readonly" });
  expect((await attach({ app: reader, name: "SOURCE" })).state.configVars).toEqual(["SOURCE_URL"]);
  const vars = await world.api<Record<string, string>>("GET", `/apps/${owner}/config-vars`);
  expect(vars.DATABASE_READONLY_URL).toMatch(/^postgres:\/\/readonly:/);
});

test("reading add-ons and attachments takes one request for each account-wide list", async () => {
  const first = await attach({ app: reader, name: "FIRST" });
  const second = await attach({ app: reader, name: "SECOND" });
  await world.newRun();
  const { requests } = await world.counting(async () => {
    for (const resource of [database, first, second]) expect(await world.engine.refresh(resource)).toBeDefined();
  });
  expect(requests.sort()).toEqual(["GET /addon-attachments", "GET /addons"]);
});

test("a name that another add-on has is refused, and nothing is overwritten", async () => {
  await world.api("POST", `/apps/${reader}/addons`, { plan: "memcachier:dev", attachment: { name: "CACHE" } });
  const before = await attachments();
  await expect(attach({ app: reader, name: "CACHE" })).rejects.toThrow(
    /^Heroku refused to attach .* as CACHE: .* \(423 confirmation_required/,
  );
  expect(await attachments()).toEqual(before);
});

test("a lost answer makes no second attachment, and an attempt cut short is taken over", async () => {
  await world.faults([{ method: "POST", path: "/addon-attachments$", nth: 1, kind: "drop-after" }]);
  const { id } = await attach({ app: reader, name: "LOST" });
  expect((await attach({ app: reader, name: "LOST" })).id).toBe(id);
  expect((await attachments()).filter(({ name }) => name === "LOST")).toHaveLength(1);
});

test("the last attachment to the app that pays stays, and Heroku's reason is shown", async () => {
  const [found] = (await attachments()).filter(({ name }) => name === "CACHE");
  const imported = await world.engine.import(urn(), found?.id ?? "");
  if (!imported) throw new Error("the import found nothing");
  await expect(world.engine.delete(imported)).rejects.toThrow(/is the last billing attachment to .* \(422/);
});

test("names that no config var can have are refused at once", async () => {
  const { failures } = await world.engine.check(urn(), { app: owner, addOn: database.id, name: "source" });
  expect(failures).toEqual([expect.stringMatching(/^name: "source" does not begin with a capital letter/)]);
});
