import { afterEach, beforeEach, expect, test } from "vitest";
import { teamPreferences } from "../../resources/team-preferences.ts";
import { aTeam } from "../support/team.ts";
import { thingContract } from "../support/thing-contract.ts";
import { startWorld, type World } from "../support/world.ts";

const pathOf = (team: string) => `/teams/${team}/preferences`;

const areOn = async ({ api }: World, team: string) =>
  (await api<{ "addons-controls": boolean }>("GET", pathOf(team)))["addons-controls"];
const turn = ({ api }: World, team: string, on: boolean) => api("PATCH", pathOf(team), { "addons-controls": on });

thingContract({
  thing: teamPreferences,
  setUp: aTeam,
  inputs: ({ team }) => ({ team, addOnControls: true }),
  update: {
    inputs: ({ team }) => ({ team, addOnControls: false }),
    diff: { addOnControls: "update" },
    seen: (world, { team }) => areOn(world, team),
    expected: false,
  },
  replace: { inputs: () => ({ team: "another", addOnControls: false }), replaces: ["team"] },
  outsideChange: {
    make: (world, { team }) => turn(world, team, true),
    diff: { addOnControls: "update" },
  },
  importId: ({ team }) => team,
  exists: (world, { team }) => areOn(world, team),
});

let world: World;
let team: string;

beforeEach(async () => {
  world = await startWorld();
  ({ team } = await aTeam(world));
});
afterEach(() => world.close());

const urn = () => world.engine.urn("TeamPreferences");
const make = (addOnControls = false) => world.engine.create(urn(), { team, addOnControls });

test("deleting it restores what was there before", async () => {
  await turn(world, team, true);
  const made = await make(false);
  expect(await areOn(world, team)).toBe(false);
  await world.engine.delete(made);
  expect(await areOn(world, team)).toBe(true);
});

test("a lost answer forgets nothing of what was there before", async () => {
  await turn(world, team, true);
  await world.faults([{ method: "PATCH", path: "/preferences$", nth: 1, kind: "drop-after" }]);
  expect(await make(false)).toMatchObject({ state: { addOnControls: false, addOnControlsBefore: true } });
  expect(await areOn(world, team)).toBe(false);
});

test("a switch that is refused leaves nothing in state", async () => {
  await world.faults([{ method: "PATCH", path: "/preferences$", kind: "status", status: 403 }]);
  const failure = await make(true).catch((error: unknown) => error);
  expect(failure).toMatchObject({ kept: undefined });
});

test("preferences of a team that is gone are gone, and deleting them is no error", async () => {
  const made = await make(true);
  await world.faults([{ method: "*", path: "/preferences$", kind: "status", status: 404 }]);
  await world.newRun();
  expect(await world.engine.refresh(made)).toBeUndefined();
  await world.engine.delete(made);
});

test("a preview says what was there before, and refuses a team that is none", async () => {
  await turn(world, team, true);
  const preview = () => world.engine.previewCreate(urn(), { team, addOnControls: false });
  expect(await preview()).toMatchObject({ addOnControlsBefore: true });
  await world.faults([{ method: "GET", path: "^/teams/contract$", kind: "status", status: 404 }]);
  await world.newRun();
  await expect(preview()).rejects.toThrow('team: "contract" is not a team that you are in');
});
