import { z } from "zod";
import { defineLookUp } from "../define/definition.ts";
import { lookUp, lookUpOutput } from "../define/sdk.ts";
import { backupsOf, databaseOf, nameOf } from "../postgres/backups.ts";

const inputs = z.object({
  /** Name or UUID of the Heroku Postgres add-on. */
  addOn: z.string(),
});

const outputs = z.object({
  /** Backups that are complete, newest first. */
  backups: z.array(
    z.object({
      /** Name, such as `b012`, or `a013` where a schedule has made it. */
      name: z.string(),
      /** When it began, as Heroku writes it: `2026-01-05 09:00:00 +0000`. */
      createdAt: z.string(),
      /** Size in bytes. */
      bytes: z.int(),
    }),
  ),
});

export const postgresBackupsLookUp = defineLookUp({
  type: "getPostgresBackups",
  inputs,
  outputs,

  async invoke(heroku, { addOn }) {
    const all = await backupsOf(heroku, await databaseOf(heroku, addOn));
    const complete = all.filter(({ succeeded }) => succeeded === true);
    return {
      backups: complete.map((each) => ({
        name: nameOf(each),
        createdAt: each.created_at,
        bytes: each.processed_bytes ?? 0,
      })),
    };
  },
});

/**
 * The backups that Heroku keeps of a Heroku Postgres database.
 * https://devcenter.heroku.com/articles/heroku-postgres-backups
 *
 * @example
 * const { backups } = await getPostgresBackups({ addOn: "postgresql-curved-12345" });
 */
export const getPostgresBackups = lookUp(postgresBackupsLookUp);

/** `getPostgresBackups` with arguments that may be outputs. */
export const getPostgresBackupsOutput = lookUpOutput(postgresBackupsLookUp);
