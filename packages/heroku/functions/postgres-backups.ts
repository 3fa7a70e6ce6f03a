import { z } from "zod";
import { defineLookUp } from "../define/definition.ts";
import { backupsAmong, nameOf, Transfer } from "../postgres/backups.ts";

const inputs = z.object({
  /** Name or UUID of the app that pays for the databases: Heroku keeps the backups of all of them under it. */
  app: z.string(),
});

const outputs = z.object({
  /** The backups that Heroku still has, the newest first. */
  backups: z.array(
    z.object({
      /** What Heroku's CLI calls it: `b001`, or `a002` for one that was scheduled. */
      name: z.string(),
      /** What Heroku calls the database that it was taken of. */
      database: z.string().optional(),
      /** `pending`, `running`, `completed` or `failed`; one that was cancelled has failed. */
      status: z.enum(["pending", "running", "completed", "failed"]),
      /** When it was asked for, as Heroku writes it: `2026-01-05 09:00:00 +0000`. */
      createdAt: z.string(),
      /** When it ended, in the same form; absent until then. */
      finishedAt: z.string().optional(),
      /** Size of the backup in bytes, as far as it got. */
      bytes: z.int(),
    }),
  ),
  /** Name of the newest backup that was completed; absent where there is none. */
  latest: z.string().optional(),
});

type Status = z.output<typeof outputs>["backups"][number]["status"];

/**
 * Backups of an app's Postgres databases, manual and scheduled.
 * https://devcenter.heroku.com/articles/heroku-postgres-backups
 *
 * @example
 * const { latest } = await getPostgresBackups({ app: "example" });
 */
export const postgresBackupsLookUp = defineLookUp({
  type: "getPostgresBackups",
  inputs,
  outputs,

  async invoke(heroku, { app }) {
    const all = await heroku.get(`/client/v11/apps/${app}/transfers`, z.array(Transfer));
    const backups = backupsAmong(all).map((each) => ({
      name: nameOf(each),
      database: each.from_name ?? undefined,
      status: statusOf(each),
      createdAt: each.created_at,
      finishedAt: each.finished_at ?? undefined,
      bytes: each.processed_bytes ?? 0,
    }));
    return { backups, latest: backups.find(({ status }) => status === "completed")?.name };
  },
});

function statusOf({ started_at, finished_at, succeeded }: Transfer): Status {
  if (finished_at) return succeeded ? "completed" : "failed";
  return started_at ? "running" : "pending";
}
