import { z } from "zod";
import type { Heroku } from "../define/heroku.ts";
import { Uuid } from "../define/uuid.ts";

// The Data API has no published schema: what is sent and read here is what Heroku's CLI sends and reads (unverified).

/**
 * A copy of a database into Heroku's storage or out of it, as `heroku pg:backups` lists them. Its addresses, which open the
 * backup, are not read: they stand in no state.
 */
export const Transfer = z.object({
  uuid: z.string(),
  num: z.int(),
  from_name: z.string().nullish(),
  from_type: z.string(),
  to_type: z.string(),
  options: z.object({ pgbackups_name: z.string().nullish() }).nullish(),
  created_at: z.string(),
  started_at: z.string().nullish(),
  finished_at: z.string().nullish(),
  canceled_at: z.string().nullish(),
  succeeded: z.boolean().nullish(),
  processed_bytes: z.number().nullish(),
  schedule: z.unknown().optional(),
  logs: z.array(z.object({ message: z.string() })).nullish(),
});
export type Transfer = z.output<typeof Transfer>;

const AddOn = z.object({
  id: Uuid,
  name: z.string(),
  app: z.object({ id: Uuid }),
  config_vars: z.array(z.string()),
});
export type Database = z.output<typeof AddOn>;

/** What a database may go by in lists of backups: its own name, or that of an attachment, shortened or not. */
function namesOf({ name, config_vars }: Database): string[] {
  const attachments = config_vars.map((key) => key.replace(/_URL$/, ""));
  return [name, ...attachments, ...attachments.map((each) => each.replace(/^HEROKU_POSTGRESQL_/, ""))];
}

/** The database by name or UUID: backups are kept with the app that pays for it. */
export const databaseOf = (heroku: Heroku, addOn: string): Promise<Database> => heroku.get(`/addons/${addOn}`, AddOn);

/** Backups of a database, newest first, whoever or whatever has begun them. */
export async function backupsOf(heroku: Heroku, database: Database): Promise<Transfer[]> {
  const all = await heroku.look(`/client/v11/apps/${database.app.id}/transfers`, z.array(Transfer));
  const names = namesOf(database);
  return backupsAmong(all ?? []).filter(({ from_name }) => names.includes(from_name ?? ""));
}

/** Heroku keeps backups, restores and copies in one list; a backup is a dump into its storage. The newest first. */
export const backupsAmong = (transfers: Transfer[]): Transfer[] =>
  transfers
    .filter(({ from_type, to_type }) => from_type === "pg_dump" && to_type === "gof3r")
    .toSorted((one, other) => other.num - one.num);

/** Heroku tells a number; the names are its CLI's, `o…` those from before backups had numbers. */
export function nameOf({ num, schedule, options }: Transfer): string {
  if (options?.pgbackups_name) return `o${options.pgbackups_name}`;
  return `${schedule ? "a" : "b"}${String(num).padStart(3, "0")}`;
}

export const beginBackup = (heroku: Heroku, database: Database, before: Transfer[]): Promise<Transfer> =>
  heroku.createOnce({
    doing: `back up ${database.name}`,
    path: `/client/v11/databases/${database.id}/backups`,
    answer: Transfer,
    async find() {
      const known = new Set(before.map(({ uuid }) => uuid));
      return (await backupsOf(heroku, database)).find(({ uuid }) => !known.has(uuid));
    },
    proof: "name",
    importId: nameOf,
  });

/** How far it is; undefined where Heroku has deleted it. */
export const lookAt = (heroku: Heroku, app: string, num: number): Promise<Transfer | undefined> =>
  heroku.look(`/client/v11/apps/${app}/transfers/${num}?verbose=true`, Transfer);
