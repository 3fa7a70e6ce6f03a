import { postgresBackupSchedule } from "../../resources/postgres-backup-schedule.ts";
import { ANOTHER } from "../support/another.ts";
import { thingContract } from "../support/thing-contract.ts";
import type { World } from "../support/world.ts";

let made = 0;

const schedules = ({ api }: World, addOn: string) =>
  api<{ uuid: string; hour: number; timezone: string }[]>("GET", `/client/v11/databases/${addOn}/transfer-schedules`);

thingContract({
  thing: postgresBackupSchedule,
  setUp: async ({ api }) => {
    const { id: app } = await api<{ id: string }>("POST", "/apps", { name: `contract-backups-${++made}` });
    const name = `contract-backups-db-${made}`;
    const { id } = await api<{ id: string }>("POST", `/apps/${app}/addons`, {
      plan: "heroku-postgresql:essential-0",
      name,
    });
    await api("POST", `/addons/${id}/actions/provision`);
    return { addOn: id, name };
  },
  inputs: ({ addOn }) => ({ addOn, hour: 2 }),
  update: {
    inputs: ({ addOn }) => ({ addOn, hour: 3, timezone: "Europe/Berlin" }),
    diff: { hour: "update", timezone: "update" },
    seen: async (world, { addOn }) => (await schedules(world, addOn)).map(({ hour, timezone }) => [hour, timezone]),
    expected: [[3, "Europe/Berlin"]],
  },
  replace: { inputs: () => ({ addOn: ANOTHER, hour: 2 }), replaces: ["addOn"] },
  outsideChange: {
    make: ({ api }, { addOn }) =>
      api("POST", `/client/v11/databases/${addOn}/transfer-schedules`, {
        hour: "5",
        timezone: "UTC",
        schedule_name: "DATABASE_URL",
      }),
    diff: { hour: "update", timezone: "update" },
  },
  outsideDelete: async (world, { addOn }) => {
    const [schedule] = await schedules(world, addOn);
    await world.api("DELETE", `/client/v11/databases/${addOn}/transfer-schedules/${schedule?.uuid}`);
  },
  importId: ({ name }) => `${name}/DATABASE_URL`,
  // Those of the database, which is found in the list of all add-ons.
  refreshRequests: 2,
  exists: async (world, { addOn }) => (await schedules(world, addOn)).length > 0,
});
