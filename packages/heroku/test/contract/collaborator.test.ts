import { afterEach, beforeEach, expect, test } from "vitest";
import { collaborator } from "../../resources/collaborator.ts";
import { answers, plainApp } from "../support/plain-app.ts";
import { thingContract } from "../support/thing-contract.ts";
import { startWorld, type World } from "../support/world.ts";

const JANE = "jane@example.com";
const path = (app: string, email = JANE) => `/apps/${app}/collaborators/${email}`;

thingContract({
  thing: collaborator,
  setUp: plainApp,
  inputs: ({ app }) => ({ app, email: JANE }),
  replace: { inputs: ({ app }) => ({ app, email: "john@example.com" }), replaces: ["email"] },
  outsideDelete: ({ api }, { app }) => api("DELETE", path(app)),
  importId: ({ name }) => `${name}/${JANE}`,
  exists: (world, { app }) => answers(world, path(app)),
});

let world: World;
let app: string;

beforeEach(async () => {
  world = await startWorld();
  ({ app } = await plainApp(world));
});
afterEach(() => world.close());

const urn = () => world.engine.urn("Collaborator");
const create = (email = JANE) => world.engine.create(urn(), { app, email, silent: true });
const emails = async () =>
  (await world.api<{ user: { email: string } }[]>("GET", `/apps/${app}/collaborators`)).map(({ user }) => user.email);

test("a lost answer adds nobody twice", async () => {
  await world.faults([{ method: "POST", path: "collaborators$", nth: 1, kind: "drop-after" }]);
  await create();
  expect(await emails()).toEqual([expect.stringContaining("@sandbox.example"), JANE]);
});

test("who has access already, in whatever letters, is taken as declared", async () => {
  await world.api("POST", `/apps/${app}/collaborators`, { user: "Jane@Example.com" });
  const made = await create();
  const refreshed = await world.engine.refresh(made);
  expect(await world.engine.diff(refreshed ?? made, made.inputs)).toMatchObject({ changes: false });
  expect(await emails()).toHaveLength(2);
});

test("only telling somebody or not is no reason to write to Heroku", async () => {
  const made = await create();
  const { requests } = await world.counting(() => world.engine.update(made, { app, email: JANE, silent: false }));
  expect(requests).toEqual([]);
});

test("a refresh of many asks for each app once", async () => {
  const made = [await create(), await create("john@example.com"), await create("joan@example.com")];
  await world.newRun();
  const { requests } = await world.counting(() => Promise.all(made.map((each) => world.engine.refresh(each))));
  expect(requests).toEqual([`GET /apps/${app}/collaborators`]);
});

test("the owner is not imported, and what is no address is refused at once", async () => {
  const [owner] = await emails();
  expect(await world.engine.import(urn(), `${app}/${owner}`)).toBeUndefined();
  const { failures } = await world.engine.check(urn(), { app, email: "jane" });
  expect(failures).toEqual([expect.stringMatching(/^email: "jane" is not an email address/)]);
});
