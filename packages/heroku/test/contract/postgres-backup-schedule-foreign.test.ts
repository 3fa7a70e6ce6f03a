import { afterEach, beforeEach, expect, test } from "vitest";
import { startWorld, type World } from "../support/world.ts";

let world: World;
let addOn: string;

const urn = () => world.engine.urn("PostgresBackupSchedule");
const path = () => `/client/v11/databases/${addOn}/transfer-schedules`;
const schedules = () => world.api<{ uuid: string; hour: number; timezone: string }[]>("GET", path());
const schedule = async (inputs: object) =>
  world.engine.create(urn(), (await world.engine.check(urn(), { addOn, ...inputs })).inputs);

beforeEach(async () => {
  world = await startWorld();
  await world.api("POST", "/apps", { name: "notebook" });
  const plan = "heroku-postgresql:essential-0";
  ({ id: addOn } = await world.api<{ id: string }>("POST", "/apps/notebook/addons", { plan, name: "db" }));
  await world.api("POST", `/addons/${addOn}/actions/provision`);
});
afterEach(() => world.close());

test("a schedule that somebody else made is not changed, and the error says how to adopt it", async () => {
  await world.api("POST", path(), { hour: "05", timezone: "UTC", schedule_name: "DATABASE_URL" });
  await expect(schedule({ hour: 2 })).rejects.toThrow(
    `pulumi import heroku:index:PostgresBackupSchedule it ${addOn}/DATABASE_URL`,
  );
  expect(await schedules()).toMatchObject([{ hour: 5 }]);
});

test("one that says the same already is what is asked for", async () => {
  await world.api("POST", path(), { hour: "02", timezone: "UTC", schedule_name: "DATABASE_URL" });
  const { requests } = await world.counting(() => schedule({ hour: 2 }));
  expect(requests).toEqual([`GET ${path()}`]);
});

test("a lost answer makes no second schedule", async () => {
  await world.faults([{ method: "POST", path: "/transfer-schedules$", nth: 1, kind: "drop-after" }]);
  await schedule({ hour: 2 });
  expect(await schedules()).toHaveLength(1);
});

test("a change whose second half fails is finished by the next update", async () => {
  const resource = await schedule({ hour: 2 });
  const { inputs } = await world.engine.check(urn(), { addOn, hour: 3 });
  await world.faults([{ method: "POST", path: "/transfer-schedules$", kind: "status", status: 422 }]);
  await expect(world.engine.update(resource, inputs)).rejects.toThrow("Heroku refused to schedule backups");
  await world.faults([]);
  await world.engine.update(resource, inputs);
  expect(await schedules()).toMatchObject([{ hour: 3 }]);
});

test("wrong hours, time zones and names are refused together, without asking Heroku", async () => {
  const { requests, result } = await world.counting(() =>
    world.engine.check(urn(), { addOn, hour: 24, timezone: "Europe/Atlantis", attachment: "DATABASE" }),
  );
  expect(result.failures).toEqual([
    "hour: 24 is too large; at most 23",
    'timezone: "Europe/Atlantis" is not a time zone, such as Europe/Berlin',
    expect.stringMatching(/^attachment: "DATABASE" is not the name of a config var/),
  ]);
  expect(requests).toEqual([]);
});

test("deleting takes one request", async () => {
  const resource = await schedule({ hour: 2 });
  const { requests } = await world.counting(() => world.engine.delete(resource));
  expect(requests).toEqual([`DELETE ${path()}/${resource.state.uuid}`]);
  expect(await schedules()).toEqual([]);
});

test("deleting finds one that somebody has made anew, and one whose UUID the state of an earlier version lacks", async () => {
  const resource = await schedule({ hour: 2 });
  const [before] = await schedules();
  await world.api("DELETE", `${path()}/${before?.uuid}`);
  await world.api("POST", path(), { hour: "05", timezone: "UTC", schedule_name: "DATABASE_URL" });
  await world.engine.delete(resource);
  expect(await schedules()).toEqual([]);

  const { uuid: _, ...state } = (await schedule({ hour: 2 })).state;
  await world.engine.delete({ ...resource, state });
  expect(await schedules()).toEqual([]);
});

test("a refused deletion is an error", async () => {
  const resource = await schedule({ hour: 2 });
  await world.faults([{ method: "DELETE", path: "/transfer-schedules/", kind: "status", status: 403, rate: 1 }]);
  await expect(world.engine.delete(resource)).rejects.toThrow("Heroku refused to end the scheduled backups");
});
