import { z } from "zod";
import { invalidParams, notFound } from "../errors.ts";
import type { Api } from "../http/api.ts";
import { type Call, created } from "../http/call.ts";
import { addOnAttachments } from "../model/add-on-attachment.ts";
import { databaseOf, dataTime, postgresInfo, waitStatus } from "../model/database.ts";
import { addressOf, leaderOf, unfollow } from "../model/follower.ts";
import { type TransferSchedule, transferSchedules } from "../model/transfer-schedule.ts";

/** As `heroku pg:backups:schedule` sends it. */
const newSchedule = z.object({
  hour: z.union([z.string().regex(/^\d{1,2}$/), z.int()]).transform(Number),
  timezone: z.string(),
  schedule_name: z.string(),
});

/** The part of the Data API that Heroku's CLI uses for databases; it has no published schema. */
export function postgresRoutes(api: Api): void {
  const database = "/client/v11/databases/:database";
  api.get(database, (call) => {
    const addOn = databaseOf(call, "postgres");
    const leader = leaderOf(call, addOn);
    return {
      addon_id: addOn.id,
      name: addOn.name,
      following: leader ? addressOf(leader) : null,
      // A name, as the types of Heroku's CLI have it (unverified).
      leader: leader?.name ?? null,
      info: postgresInfo(call, addOn),
      resource_url: addOn.values.URL,
      created_at: dataTime(Date.parse(addOn.created_at)),
      waiting: waitStatus(call, addOn)["waiting?"],
    };
  });
  api.get(`${database}/wait_status`, (call) => waitStatus(call, databaseOf(call, "postgres")));
  api.put(`${database}/unfollow`, (call) => {
    unfollow(call, databaseOf(call, "postgres"));
    return { message: "The database unfollows its leader." };
  });
  api.get(`${database}/transfer-schedules`, (call) =>
    transferSchedules(call)
      .list({ addOn: databaseOf(call, "postgres").id })
      .map(serializeSchedule),
  );
  api.post(`${database}/transfer-schedules`, newSchedule, (call) => created(serializeSchedule(schedule(call))));
  api.delete(`${database}/transfer-schedules/:schedule`, (call) => {
    const found = transferSchedules(call).get(call.param("schedule"));
    if (found?.addOn !== databaseOf(call, "postgres").id) throw notFound("schedule");
    transferSchedules(call).delete(found.id);
    return serializeSchedule(found);
  });
}

/** A database has one schedule a name; scheduling again changes it (unverified), as are Heroku's words for refusals. */
function schedule(call: Call<z.infer<typeof newSchedule>>): TransferSchedule {
  const addOn = databaseOf(call, "postgres");
  const { hour, timezone, schedule_name: name } = call.body;
  if (hour > 23) throw invalidParams("hour must be between 0 and 23.");
  if (!isTimezone(timezone)) throw invalidParams(`${timezone} is not a timezone.`);
  const names = addOnAttachments(call)
    .list({ addOn: addOn.id })
    .map((attachment) => `${attachment.name}_URL`);
  if (!names.includes(name)) throw invalidParams(`${name} is not a config var of ${addOn.name}.`);
  const now = call.timestamp();
  const existing = transferSchedules(call).find({ addOn: addOn.id, name });
  if (existing) return transferSchedules(call).update(existing.id, { hour, timezone, updated_at: now });
  const times = { created_at: now, updated_at: now };
  return transferSchedules(call).insert({ id: call.uuid(), addOn: addOn.id, name, hour, timezone, ...times });
}

function serializeSchedule({ id, name, hour, timezone, created_at, updated_at }: TransferSchedule) {
  return {
    uuid: id,
    name,
    hour,
    timezone,
    days: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
    retain_weeks: 1,
    retain_months: 0,
    created_at: dataTime(Date.parse(created_at)),
    updated_at: dataTime(Date.parse(updated_at)),
  };
}

function isTimezone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
