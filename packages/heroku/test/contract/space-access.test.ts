import { afterEach, beforeEach, expect, test } from "vitest";
import { spaceAccess } from "../../resources/space-access.ts";
import { namedSpace } from "../support/space.ts";
import { thingContract } from "../support/thing-contract.ts";
import { startWorld, type World } from "../support/world.ts";

const JANE = "jane@example.com";
const permissionsOf = async ({ api }: World, space: string) =>
  (await api<{ permissions: { name: string }[] }>("GET", `/spaces/${space}/members/${JANE}`)).permissions;

interface Context {
  space: string;
  name: string;
  team: string;
}

async function spaceWithMember(world: World): Promise<Context> {
  const context = await namedSpace(world);
  await world.api("PUT", `/teams/${context.team}/members`, { email: JANE, role: "member" });
  return context;
}

thingContract<Context>({
  thing: spaceAccess,
  setUp: spaceWithMember,
  inputs: ({ space }) => ({ space, email: JANE, permissions: ["create_apps"] }),
  replace: {
    inputs: ({ space }) => ({ space, email: "joe@example.com", permissions: ["create_apps"] }),
    replaces: ["email"],
  },
  outsideDelete: ({ api }, { space }) => api("PATCH", `/spaces/${space}/members/${JANE}`, { permissions: [] }),
  importId: ({ name }) => `${name}/${JANE}`,
  exists: async (world, { space }) => (await permissionsOf(world, space)).length > 0,
});

let world: World;
let context: Context;

beforeEach(async () => {
  world = await startWorld();
  context = await spaceWithMember(world);
});
afterEach(() => world.close());

const urn = () => world.engine.urn("SpaceAccess");
const create = (email = JANE, permissions = ["create_apps"]) =>
  world.engine.create(urn(), { space: context.space, email, permissions });

test("a lost answer does no harm", async () => {
  await world.faults([{ method: "PATCH", path: "/members/", nth: 1, kind: "drop-after" }]);
  await create();
  expect(await permissionsOf(world, context.space)).toMatchObject([{ name: "create_apps" }]);
});

test("who leaves the team is gone, and deleting that is no error", async () => {
  const made = await create();
  await world.api("DELETE", `/teams/${context.team}/members/${JANE}`);
  await world.newRun();
  expect(await world.engine.refresh(made)).toBeUndefined();
  await world.engine.delete(made);
});

test("Heroku's refusals are told: somebody who is in no team, and a permission that there is not", async () => {
  await expect(create("joe@example.com")).rejects.toThrow(/^Heroku refused to give joe@example.com create_apps in the/);
  await expect(create(JANE, ["fly"])).rejects.toThrow(
    /^Heroku refused to give jane@example.com fly in the space: .*fly/,
  );
});

test("a preview refuses a space that is not there", async () => {
  const wrong = { space: "01234567-89ab-cdef-0123-456789abcdef", email: JANE, permissions: ["create_apps"] };
  await expect(world.engine.previewCreate(urn(), wrong)).rejects.toThrow(
    'space: "01234567-89ab-cdef-0123-456789abcdef" is not a space that you',
  );
});

test("all of a space are refreshed with one request", async () => {
  const made = await create();
  await world.api("PUT", `/teams/${context.team}/members`, { email: "joe@example.com", role: "member" });
  const other = await create("joe@example.com");
  await world.newRun();
  const { requests } = await world.counting(() => Promise.all([made, other].map((each) => world.engine.refresh(each))));
  expect(requests).toEqual([`GET /spaces/${context.space}/members`]);
});
