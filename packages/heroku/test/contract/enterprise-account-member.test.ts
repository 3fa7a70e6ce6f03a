import { afterEach, beforeEach, expect, test } from "vitest";
import { enterpriseAccountMember } from "../../resources/enterprise-account-member.ts";
import { thingContract } from "../support/thing-contract.ts";
import { startWorld, type World } from "../support/world.ts";

const JANE = "jane@example.com";
const ENTERPRISE = "contract";
const PATH = `/enterprise-accounts/${ENTERPRISE}/members`;
const DECLARED = { enterpriseAccount: ENTERPRISE, email: JANE, permissions: ["view", "create"] };

interface Listed {
  user: { email: string };
  permissions: { name: string }[];
}

const permissions = async ({ api }: World) =>
  (await api<Listed[]>("GET", PATH)).flatMap((each) =>
    each.user.email === JANE ? [each.permissions.map(({ name }) => name)] : [],
  );

thingContract({
  thing: enterpriseAccountMember,
  setUp: async () => ({}),
  inputs: () => DECLARED,
  update: {
    inputs: () => ({ ...DECLARED, permissions: ["billing"] }),
    diff: { "permissions[0]": "update", "permissions[1]": "delete" },
    seen: permissions,
    expected: [["billing"]],
  },
  replace: {
    inputs: () => ({ ...DECLARED, email: "john@example.com", permissions: ["billing"] }),
    replaces: ["email"],
  },
  outsideChange: {
    make: ({ api }) => api("PATCH", `${PATH}/${JANE}`, { permissions: ["manage"] }),
    diff: { "permissions[0]": "update" },
  },
  outsideDelete: ({ api }) => api("DELETE", `${PATH}/${JANE}`),
  importId: () => `${ENTERPRISE}/${JANE}`,
  exists: async (world) => (await permissions(world)).length > 0,
});

let world: World;

beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.close());

const urn = () => world.engine.urn("EnterpriseAccountMember");
const make = (more: object = {}) => world.engine.create(urn(), { ...DECLARED, ...more });

test("a lost answer adds nobody twice", async () => {
  await world.faults([{ method: "POST", path: "/members$", nth: 1, kind: "drop-after" }]);
  await make({ email: "Jane@example.com" });
  expect(await permissions(world)).toEqual([["view", "create"]]);
});

test("who is a member already is given the permissions", async () => {
  await world.api("POST", PATH, { user: JANE, permissions: ["billing"] });
  const made = await make();
  expect(await permissions(world)).toEqual([["view", "create"]]);
  expect(await world.engine.refresh(made)).toMatchObject({ inputs: DECLARED });
});

test("permissions that are refused after somebody was found are kept as not in force", async () => {
  await world.api("POST", PATH, { user: JANE, permissions: ["billing"] });
  await world.faults([{ method: "PATCH", path: "/members/", kind: "status", status: 403 }]);
  const failure = await make().catch((error: unknown) => error);
  expect(failure).toMatchObject({ kept: { id: `${ENTERPRISE}/${JANE}`, state: { permissions: ["billing"] } } });
});

test("the order in which Heroku lists permissions is no change", async () => {
  const made = await make();
  const declared = { ...made, inputs: { ...made.inputs, permissions: ["create", "view"] } };
  expect((await world.engine.refresh(declared))?.inputs).toEqual(declared.inputs);
});

test("a permission that is none is refused at once, an enterprise account that is none in preview", async () => {
  const { failures } = await world.engine.check(urn(), { ...DECLARED, permissions: ["all"] });
  expect(failures).toEqual([expect.stringMatching(/^permissions\[0\]: "all" .*view/)]);
  await world.faults([{ method: "GET", path: "^/enterprise-accounts/contract$", kind: "status", status: 404 }]);
  const preview = world.engine.previewCreate(urn(), DECLARED);
  await expect(preview).rejects.toThrow('enterpriseAccount: "contract" is not an enterprise account that you are in');
});

test("a refresh of many asks for the enterprise account once", async () => {
  const made = [await make(), await make({ email: "john@example.com" })];
  await world.newRun();
  const { requests } = await world.counting(() => Promise.all(made.map((each) => world.engine.refresh(each))));
  expect(requests).toEqual([`GET ${PATH}`]);
});
