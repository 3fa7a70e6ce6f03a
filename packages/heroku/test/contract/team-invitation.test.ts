import { afterEach, beforeEach, expect, test } from "vitest";
import type { PlainObject } from "../../define/values.ts";
import { teamInvitation } from "../../resources/team-invitation.ts";
import { type Colleague, colleague } from "../support/colleague.ts";
import type { Resource } from "../support/engine.ts";
import { aTeam } from "../support/team.ts";
import { thingContract } from "../support/thing-contract.ts";
import { startWorld, type World } from "../support/world.ts";

const JANE = "jane@example.com";
const pathOf = (team: string) => `/teams/${team}/invitations`;

interface Listed {
  id: string;
  role: string;
  user: { email: string };
}

const invitations = ({ api }: World, team: string) => api<Listed[]>("GET", pathOf(team));
const janes = async (world: World, team: string) =>
  (await invitations(world, team)).filter(({ user }) => user.email === JANE);

thingContract({
  thing: teamInvitation,
  setUp: aTeam,
  inputs: ({ team }) => ({ team, email: JANE, role: "member" }),
  update: {
    inputs: ({ team }) => ({ team, email: JANE, role: "admin" }),
    diff: { role: "update" },
    seen: async (world, { team }) => (await janes(world, team)).map(({ role }) => role),
    expected: ["admin"],
  },
  replace: {
    inputs: ({ team }) => ({ team, email: "john@example.com", role: "admin" }),
    replaces: ["email"],
  },
  outsideChange: {
    make: ({ api }, { team }) => api("PUT", pathOf(team), { email: JANE, role: "member" }),
    diff: { role: "update" },
  },
  outsideDelete: async (world, { team }) => {
    const [{ id } = { id: "" }] = await janes(world, team);
    await world.api("DELETE", `${pathOf(team)}/${id}`);
  },
  importId: ({ team }) => `${team}/${JANE}`,
  exists: async (world, { team }) => (await janes(world, team)).length > 0,
  createRequests: 3,
});

let world: World;
let team: string;
let guest: Colleague;

beforeEach(async () => {
  world = await startWorld();
  ({ team } = await aTeam(world));
  guest = await colleague(world);
});
afterEach(() => world.close());

const urn = () => world.engine.urn("TeamInvitation");
const wanted = (more: PlainObject = {}) => ({ team, email: guest.email, role: "member", ...more });
const create = (more: PlainObject = {}) => world.engine.create(urn(), wanted(more));
const sent = (requests: string[]) => requests.filter((request) => !request.startsWith("GET"));
const members = async () =>
  (await world.api<{ email: string; role: string }[]>("GET", `/teams/${team}/members`)).filter(
    ({ email }) => email === guest.email,
  );

/** Invited and in the team, as the next run finds it. */
async function accepted(): Promise<Resource> {
  const made = await create();
  await guest.accept();
  await world.newRun();
  return made;
}

test("once it is accepted a refresh keeps it, with its new status, and nothing is sent again", async () => {
  const made = await create();
  expect(made.state.status).toBe("pending");
  await guest.accept();
  await world.newRun();
  const found = await world.engine.refresh(made);
  expect(found?.state.status).toBe("accepted");
  expect(await world.engine.diff(found ?? made, wanted())).toMatchObject({ changes: false });
  const { requests, result } = await world.counting(() => create());
  expect([sent(requests), result.state.status]).toEqual([[], "accepted"]);
});

test("who has accepted and left is gone after a refresh, and invited again", async () => {
  const made = await accepted();
  await world.api("DELETE", `/teams/${team}/members/${guest.email}`);
  expect(await world.engine.refresh(made)).toBeUndefined();
  await create();
  expect(await invitations(world, team)).toHaveLength(1);
});

test("the role of who has accepted is not its own any more, and no change of it is taken", async () => {
  const made = await accepted();
  await world.api("PATCH", `/teams/${team}/members`, { email: guest.email, role: "viewer" });
  const found = (await world.engine.refresh(made)) ?? made;
  expect(await world.engine.diff(found, wanted())).toMatchObject({ changes: false });
  const refusal = `role: "admin" is not what ${guest.email} is: they are in team ${team} already, as viewer; a TeamMember`;
  await expect(world.engine.previewUpdate(found, wanted({ role: "admin" }))).rejects.toThrow(refusal);
  await expect(world.engine.update(found, wanted({ role: "admin" }))).rejects.toThrow(refusal);
  await expect(world.engine.previewCreate(urn(), wanted({ role: "admin" }))).rejects.toThrow(refusal);
});

test("deleting one that was accepted leaves them in the team, and says so", async () => {
  const made = await accepted();
  await world.engine.delete(made);
  expect(await members()).toMatchObject([{ role: "member" }]);
  const lines = world.engine.lines.map(({ message }) => message).join("\n");
  expect(lines).toContain(`heroku members:remove ${guest.email} --team ${team}`);
});

test("one that is pending already, in whatever letters, is taken as it is; another role is given", async () => {
  await world.api("PUT", pathOf(team), { email: JANE, role: "member" });
  const { requests } = await world.counting(() => create({ email: "Jane@Example.com" }));
  expect(sent(requests)).toEqual([]);
  await create({ email: JANE, role: "admin" });
  expect((await invitations(world, team)).map(({ role }) => role)).toEqual(["admin"]);
});

test("a lost answer invites nobody twice", async () => {
  await world.faults([{ method: "PUT", path: "/invitations$", nth: 1, kind: "drop-after" }]);
  await create();
  expect(await invitations(world, team)).toHaveLength(1);
});

test("an import tells whether it was accepted; who is not asked is not found", async () => {
  await accepted();
  const found = await world.engine.import(urn(), `${team}/${guest.email}`);
  expect([found?.state.status, found?.state.role]).toEqual(["accepted", "member"]);
  expect(await world.engine.import(urn(), `${team}/nobody@example.com`)).toBeUndefined();
});

test("a refresh of many asks for the team once", async () => {
  const made = [await create(), await create({ email: JANE }), await create({ email: "john@example.com" })];
  await world.newRun();
  const { requests } = await world.counting(() => Promise.all(made.map((each) => world.engine.refresh(each))));
  expect(requests).toEqual([`GET ${pathOf(team)}`]);
});

test("a team that is none is refused in preview", async () => {
  const preview = world.engine.previewCreate(urn(), wanted({ team: "contrast" }));
  await expect(preview).rejects.toThrow('team: "contrast" is not a team that you are in');
});
