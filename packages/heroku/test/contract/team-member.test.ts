import { afterEach, beforeEach, expect, test } from "vitest";
import { teamMember } from "../../resources/team-member.ts";
import { thingContract } from "../support/thing-contract.ts";
import { startWorld, type World } from "../support/world.ts";

const JANE = "jane@example.com";
const TEAM = "contract";
const PATH = `/teams/${TEAM}/members`;

const roles = async ({ api }: World) =>
  (await api<{ email: string; role: string }[]>("GET", PATH)).flatMap(({ email, role }) =>
    email === JANE ? [role] : [],
  );

thingContract({
  thing: teamMember,
  setUp: async ({ api }) => {
    const teams = await api<{ name: string }[]>("GET", "/teams");
    if (teams.length === 0) await api("POST", "/teams", { name: TEAM });
    return {};
  },
  inputs: () => ({ team: TEAM, email: JANE, role: "member" }),
  update: {
    inputs: () => ({ team: TEAM, email: JANE, role: "viewer" }),
    diff: { role: "update" },
    seen: (world) => roles(world),
    expected: ["viewer"],
  },
  replace: { inputs: () => ({ team: TEAM, email: "john@example.com", role: "member" }), replaces: ["email"] },
  outsideChange: {
    make: ({ api }) => api("PATCH", PATH, { email: JANE, role: "admin" }),
    diff: { role: "update" },
  },
  outsideDelete: ({ api }) => api("DELETE", `${PATH}/${JANE}`),
  importId: () => `${TEAM}/${JANE}`,
  exists: async (world) => (await roles(world)).length > 0,
});

let world: World;

beforeEach(async () => {
  world = await startWorld();
  await world.api("POST", "/teams", { name: TEAM });
});
afterEach(() => world.close());

const urn = () => world.engine.urn("TeamMember");
const create = (email = JANE) => world.engine.create(urn(), { team: TEAM, email, role: "member" });

test("a lost answer adds nobody twice, and who is there already gets the role", async () => {
  await world.api("POST", PATH, { email: JANE, role: "viewer" });
  await world.faults([{ method: "PUT", path: "/members$", nth: 1, kind: "drop-after" }]);
  await create("Jane@example.com");
  expect(await roles(world)).toEqual(["member"]);
});

test("a refresh of many asks for the team once", async () => {
  const made = [await create(), await create("john@example.com"), await create("joan@example.com")];
  await world.newRun();
  const { requests } = await world.counting(() => Promise.all(made.map((each) => world.engine.refresh(each))));
  expect(requests).toEqual([`GET ${PATH}`]);
});

test("a role that is none is refused at once, a team that is none in preview", async () => {
  const { failures } = await world.engine.check(urn(), { team: TEAM, email: JANE, role: "owner" });
  expect(failures).toEqual([expect.stringMatching(/^role: "owner" .*admin.*member.*viewer/)]);
  const preview = world.engine.previewCreate(urn(), { team: "contrast", email: JANE, role: "member" });
  await expect(preview).rejects.toThrow('team: "contrast" is not a team that you are in');
});
