import { manualClock } from "@consumer-notebook/heroku-sandbox";
import { afterEach, beforeEach, expect, test } from "vitest";
import { SHOP, WWW } from "../../../sandbox/test/support/certificates.ts";
import { identityProvider } from "../../resources/identity-provider.ts";
import { aTeam } from "../support/team.ts";
import { thingContract } from "../support/thing-contract.ts";
import { startWorld, type World } from "../support/world.ts";

const IDP = {
  certificate: WWW.chain,
  entityId: "https://idp.example.com/",
  ssoTargetUrl: "https://idp.example.com/login",
};
const pathOf = (team: string) => `/teams/${team}/identity-providers`;
const at = (team: string, { id }: { id: string }) => `${pathOf(team)}/${id.split("/")[1]}`;

interface Listed {
  id: string;
  certificate: string;
  slo_target_url: string;
}

const listed = ({ api }: World, team: string) => api<Listed[]>("GET", pathOf(team));

thingContract({
  thing: identityProvider,
  setUp: aTeam,
  inputs: ({ team }) => ({ ...IDP, team }),
  update: {
    inputs: ({ team }) => ({ ...IDP, team, certificate: SHOP.chain, sloTargetUrl: "https://idp.example.com/logout" }),
    diff: { certificate: "update", sloTargetUrl: "add" },
    seen: async (world, { team }) => (await listed(world, team)).map(({ certificate }) => certificate),
    expected: [SHOP.chain],
  },
  replace: { inputs: () => ({ ...IDP, team: "another", certificate: SHOP.chain }), replaces: ["sloTargetUrl", "team"] },
  outsideChange: {
    make: ({ api }, { team }, made) => api("PATCH", at(team, made), { sso_target_url: "https://else.example.com/" }),
    diff: { ssoTargetUrl: "update" },
  },
  outsideDelete: ({ api }, { team }, made) => api("DELETE", at(team, made)),
  importId: (_context, { id }) => id,
  exists: async (world, { team }, { id }) => (await listed(world, team)).some((each) => id.endsWith(each.id)),
});

let world: World;
let team: string;

beforeEach(async () => {
  world = await startWorld();
  ({ team } = await aTeam(world));
});
afterEach(() => world.close());

const urn = () => world.engine.urn("IdentityProvider");
const make = (more: object = {}) => world.engine.create(urn(), { ...IDP, team, ...more });

test("a lost answer never adds it twice", async () => {
  await world.faults([{ method: "POST", path: "identity-providers$", nth: 1, kind: "drop-after" }]);
  await make();
  expect(await listed(world, team)).toHaveLength(1);
});

test("what was there before is refused, with the way to adopt it", async () => {
  await world.close();
  world = await startWorld({ clock: manualClock(Date.UTC(2020, 0, 1)) });
  await aTeam(world);
  const { id } = await make();
  await world.newRun();
  await expect(make()).rejects.toThrow(`pulumi import heroku:index:IdentityProvider it ${id} [heroku:exists-already]`);
});

test("what an attempt that was cut short has left gets what is declared", async () => {
  // Created, and the run was killed before its state was written.
  await make({ certificate: SHOP.chain });
  await world.newRun();
  const made = await make();
  expect(await listed(world, team)).toHaveLength(1);
  expect((await world.engine.refresh(made))?.inputs).toMatchObject(IDP);
});

test("spaces around a certificate are no change", async () => {
  const made = await make();
  const declared = { ...made, inputs: { ...made.inputs, certificate: `\n${IDP.certificate}\n` } };
  expect((await world.engine.refresh(declared))?.inputs).toEqual(declared.inputs);
});

test("what is no certificate and a team that is none are refused in preview", async () => {
  const preview = (more: object) => world.engine.previewCreate(urn(), { ...IDP, team, ...more });
  await expect(preview({ certificate: "none" })).rejects.toThrow("certificate: is no certificate in PEM");
  await world.faults([{ method: "GET", path: "^/teams/contract$", kind: "status", status: 403 }]);
  await world.newRun();
  await expect(preview({})).rejects.toThrow('team: "contract" is not a team that you are in');
});

test("a refresh of many asks for the team once", async () => {
  const made = [await make(), await make({ entityId: "second" })];
  await world.newRun();
  const { requests } = await world.counting(() => Promise.all(made.map((each) => world.engine.refresh(each))));
  expect(requests).toEqual([`GET ${pathOf(team)}`]);
});
