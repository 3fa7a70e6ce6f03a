import { afterAll, beforeAll, expect, test } from "vitest";
import type { PlainObject } from "../../define/values.ts";
import { postgresLink } from "../../resources/postgres-link.ts";
import { thingContract } from "../support/thing-contract.ts";
import { startWorld, type World } from "../support/world.ts";

let made = 0;

async function databases({ api }: World, { local = "standard-0", other = "standard-0" } = {}) {
  const { id: app } = await api<{ id: string }>("POST", "/apps", { name: `contract-link-${++made}` });
  const add = async (plan: string) => {
    const body = { plan: `heroku-postgresql:${plan}` };
    const addOn = await api<{ id: string; name: string }>("POST", `/apps/${app}/addons`, body);
    await api("POST", `/addons/${addOn.id}/actions/provision`);
    return addOn;
  };
  const [database, remote] = [await add(local), await add(other)];
  return { app, addOn: database.id, addOnName: database.name, remote: remote.id, remoteName: remote.name };
}

const pathOf = (addOn: string) => `/client/v11/databases/${addOn}/links`;
const linksOf = async ({ api }: World, addOn: string) =>
  (await api<{ name: string }[]>("GET", pathOf(addOn))).map(({ name }) => name);

thingContract({
  thing: postgresLink,
  setUp: (world) => databases(world),
  inputs: ({ addOn, remote }) => ({ addOn, remote, name: "ledger" }),
  // Which links are there, what the other add-on is called, and the link.
  createRequests: 3,
  // Those of the database, whose other end is found in the list of all add-ons.
  refreshRequests: 2,
  replace: { inputs: ({ addOn, remote }) => ({ addOn, remote, name: "books" }), replaces: ["name"] },
  outsideDelete: ({ api }, { addOn }) => api("DELETE", `${pathOf(addOn)}/ledger`),
  importId: ({ addOnName }) => `${addOnName}/ledger`,
  exists: async (world, { addOn }) => (await linksOf(world, addOn)).includes("ledger"),
});

let world: World;
const urn = () => world.engine.urn("PostgresLink", "books");
const checked = async (inputs: PlainObject) => (await world.engine.check(urn(), inputs)).inputs;

beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

test.each([
  ["addOn", { local: "essential-0" }, /^addOn: .* only Heroku Postgres of the Standard tier or above has links/],
  [
    "remote",
    { other: "essential-0" },
    /^remote: .* only Heroku Postgres of the Standard tier or above can be linked to/,
  ],
])("a database of the Essential tier is refused in preview: %s", async (_input, plans, refused) => {
  const { addOn, remote } = await databases(world, plans);
  const news = await checked({ addOn, remote, name: "books" });
  await expect(world.engine.previewCreate(urn(), news)).rejects.toThrow(refused);
});

test("an answer that was lost makes no second one", async () => {
  const { addOn, remote } = await databases(world);
  await world.faults([{ method: "POST", path: "/links$", kind: "drop-after", nth: 1 }]);
  const { id } = await world.engine.create(urn(), await checked({ addOn, remote, name: "books" }));
  expect([id, await linksOf(world, addOn)]).toEqual([`${addOn}/books`, ["books"]]);
});

test("a link of that name to another database stays as it is", async () => {
  const { app, addOn, remote } = await databases(world);
  const third = await world.api<{ id: string; name: string }>("POST", `/apps/${app}/addons`, {
    plan: "heroku-postgresql:standard-0",
  });
  await world.api("POST", `/addons/${third.id}/actions/provision`);
  await world.api("POST", pathOf(addOn), { as: "books", target: third.name });
  await expect(world.engine.create(urn(), await checked({ addOn, remote, name: "books" }))).rejects.toThrow(
    /^Heroku refused to link \S+ as "books": /,
  );
});

test("a link that goes to another database after an outside change is a diff that replaces it", async () => {
  const { addOn, remote, addOnName } = await databases(world);
  const other = await databases(world);
  const inputs = await checked({ addOn, remote, name: "books" });
  const made = await world.engine.create(urn(), inputs);
  await world.api("DELETE", `${pathOf(addOn)}/books`);
  await world.api("POST", pathOf(addOn), { as: "books", target: other.remoteName });
  const engine = await world.newRun();
  const found = await engine.refresh(made);
  if (!found) throw new Error("refresh lost it");
  expect(found.inputs).toMatchObject({ addOn, remote: other.remote });
  expect((await engine.diff(found, inputs)).replaces).toEqual(["remote"]);
  expect((await engine.import(urn(), `${addOnName}/books`))?.id).toBe(made.id);
});
