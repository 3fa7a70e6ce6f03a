import { afterEach, beforeEach, expect, test } from "vitest";
import { allowedAddOnService } from "../../resources/allowed-add-on-service.ts";
import { aTeam } from "../support/team.ts";
import { thingContract } from "../support/thing-contract.ts";
import { startWorld, type World } from "../support/world.ts";

const SERVICE = "heroku-redis";
const pathOf = (team: string) => `/teams/${team}/allowed-addon-services`;

const allowed = async ({ api }: World, team: string) =>
  (await api<{ addon_service: { name: string } }[]>("GET", pathOf(team))).map(
    ({ addon_service }) => addon_service.name,
  );

thingContract({
  thing: allowedAddOnService,
  setUp: aTeam,
  inputs: ({ team }) => ({ team, service: SERVICE }),
  replace: { inputs: ({ team }) => ({ team, service: "heroku-postgresql" }), replaces: ["service"] },
  outsideDelete: ({ api }, { team }) => api("DELETE", `${pathOf(team)}/${SERVICE}`),
  importId: ({ team }) => `${team}/${SERVICE}`,
  exists: async (world, { team }) => (await allowed(world, team)).includes(SERVICE),
});

let world: World;
let team: string;

beforeEach(async () => {
  world = await startWorld();
  ({ team } = await aTeam(world));
});
afterEach(() => world.close());

const urn = () => world.engine.urn("AllowedAddOnService");
const make = (service = SERVICE) => world.engine.create(urn(), { team, service });

test("a lost answer allows it once", async () => {
  await world.faults([{ method: "POST", path: "allowed-addon-services$", nth: 1, kind: "drop-after" }]);
  await make();
  expect(await allowed(world, team)).toEqual([SERVICE]);
});

test("what is allowed already is taken as it is", async () => {
  await world.api("POST", pathOf(team), { addon_service: SERVICE });
  await make();
  expect(await allowed(world, team)).toEqual([SERVICE]);
});

test("a service and a team that are none are refused in preview", async () => {
  const preview = (service: string) => world.engine.previewCreate(urn(), { team, service });
  await expect(preview("heroku-rediss")).rejects.toThrow(
    'service: "heroku-rediss" is not an add-on service; did you mean "heroku-redis"',
  );
  await world.faults([{ method: "GET", path: "^/teams/contract$", kind: "status", status: 404 }]);
  await world.newRun();
  await expect(preview(SERVICE)).rejects.toThrow('team: "contract" is not a team that you are in');
});

test("a refresh of many asks for the team once", async () => {
  const made = [await make(), await make("heroku-postgresql")];
  await world.newRun();
  const { requests } = await world.counting(() => Promise.all(made.map((each) => world.engine.refresh(each))));
  expect(requests).toEqual([`GET ${pathOf(team)}`]);
});
