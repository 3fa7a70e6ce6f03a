import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { open } from "../../define/values.ts";
import { collaborator } from "../../resources/collaborator.ts";
import type { CallFailed } from "../support/engine.ts";
import { answers, plainApp } from "../support/plain-app.ts";
import { aTeam } from "../support/team.ts";
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

interface Shown {
  role: string;
  user: { email: string };
  permissions: { name: string }[];
}

describe("on an app of a team", () => {
  const path = () => `/apps/${app}/collaborators`;
  const inputs = (permissions?: string[]) => ({
    app,
    email: JANE,
    silent: true,
    ...(permissions ? { permissions } : {}),
  });
  const add = (permissions?: string[]) => world.engine.create(urn(), inputs(permissions));
  const held = async () =>
    (await world.api<Shown[]>("GET", path())).flatMap(({ user, permissions }) =>
      user.email === JANE ? [permissions.map(({ name }) => name)] : [],
    );
  const sent = (requests: string[]) => requests.filter((request) => !request.startsWith("GET"));

  beforeEach(async () => {
    await aTeam(world);
    ({ id: app } = await world.api<{ id: string }>("POST", "/teams/apps", {
      name: "contract-of-team",
      team: "contract",
    }));
  });

  test("has the permissions that are declared, which change in place, in whatever order", async () => {
    const made = await add(["deploy"]);
    expect(await held()).toEqual([["deploy", "view"]]);
    const news = inputs(["manage", "operate"]);
    const diff = await world.engine.diff(made, news);
    expect(diff).toMatchObject({ detailed: { "permissions[0]": "update", "permissions[1]": "add" }, replaces: [] });
    const changed = await world.engine.update(made, news);
    expect(await held()).toEqual([["manage", "operate", "view"]]);
    expect(open((await world.engine.refresh(changed))?.inputs ?? {})).toEqual(open(changed.inputs));
  });

  test("may do nothing but look where the list is empty", async () => {
    const made = await add([]);
    expect(await held()).toEqual([["view"]]);
    expect(open((await world.engine.refresh(made))?.inputs ?? {})).toEqual(inputs([]));
  });

  test("shows what was changed outside, and takes it back", async () => {
    const made = await add(["deploy"]);
    await world.api("PATCH", `/teams${path()}/${JANE}`, { permissions: ["view", "deploy", "manage"] });
    await world.newRun();
    const found = (await world.engine.refresh(made)) ?? made;
    expect((await world.engine.diff(found, inputs(["deploy"]))).detailed).toEqual({ "permissions[1]": "delete" });
    await world.engine.update(found, inputs(["deploy"]));
    expect(await held()).toEqual([["deploy", "view"]]);
  });

  test("who has access already is given the permissions, or left as they are where none are declared", async () => {
    await world.api("POST", `/teams${path()}`, { user: JANE, permissions: ["manage", "view"] });
    await add(["deploy"]);
    expect(await held()).toEqual([["deploy", "view"]]);
    await world.newRun();
    const made = await add();
    expect(await held()).toEqual([["deploy", "view"]]);
    expect(open((await world.engine.refresh(made))?.inputs ?? {})).toEqual(inputs());
  });

  test("permissions that could not be changed leave the collaborator in state, with those in force", async () => {
    await world.api("POST", `/teams${path()}`, { user: JANE, permissions: ["manage", "view"] });
    await world.faults([{ method: "PATCH", path: "/collaborators/", kind: "status", status: 403 }]);
    const failure = await add(["deploy"]).catch((error: unknown) => error as CallFailed);
    expect(open((failure as CallFailed).kept?.state.permissions ?? null)).toEqual(["manage"]);
  });

  test("a lost answer adds nobody twice", async () => {
    await world.faults([{ method: "POST", path: "collaborators$", nth: 1, kind: "drop-after" }]);
    const { requests } = await world.counting(() => add(["deploy"]));
    expect([sent(requests).length, await held()]).toEqual([1, [["deploy", "view"]]]);
  });

  test("is imported with its permissions", async () => {
    await add(["deploy"]);
    const found = await world.engine.import(urn(), `contract-of-team/${JANE}`);
    expect(open(found?.inputs ?? {})).toMatchObject({ app, email: JANE, permissions: ["deploy"] });
  });
});

test("permissions on an app that no team owns are refused in preview, and such that there are not at once", async () => {
  const wanted = { app, email: JANE, silent: false, permissions: ["deploy"] };
  await expect(world.engine.previewCreate(urn(), wanted)).rejects.toThrow(
    /permissions: are for apps of a team, and no team owns "contract-plain-\d+"; leave them out/,
  );
  const { failures } = await world.engine.check(urn(), { ...wanted, permissions: ["view"] });
  expect(failures).toEqual([expect.stringMatching(/^permissions\[0\]: "view" .*deploy.*operate.*manage/)]);
});
