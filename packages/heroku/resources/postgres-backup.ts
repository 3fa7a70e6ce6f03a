import { z } from "zod";
import { defineEvent } from "../define/definition.ts";
import { HerokuFailure } from "../define/errors.ts";
import { readable } from "../define/explain.ts";
import type { Heroku } from "../define/heroku.ts";
import { idOf } from "../define/uuid.ts";
import {
  backupsOf,
  beginBackup,
  type Database,
  databaseOf,
  lookAt,
  nameOf,
  type Transfer,
} from "../postgres/backups.ts";

const inputs = z.object({
  /** UUID of the Heroku Postgres add-on (`addOn.id`). */
  addOn: idOf("add-on"),
  /** Values whose change makes one more backup, such as the number of a release. */
  triggers: z.record(z.string(), z.string()).optional(),
});

const outputs = z.object({
  /** Name of the backup, such as `b012`: `heroku pg:backups:restore b012` brings it back. */
  backup: z.string(),
  /** Size of the backup in bytes. */
  bytes: z.int(),
});

type Outputs = z.output<typeof outputs>;

/** Large databases take hours; whoever knows theirs sets a custom timeout. */
const BACKUP_MS = 6 * 60 * 60_000;
/**
 * A backup of a Heroku Postgres database, once for each value of its inputs: before a migration, say. It waits until the
 * backup is complete, and fails where that fails. One that is running already, whoever has begun it, counts as the one that is
 * asked for. Deleting it forgets it: Heroku keeps as many backups as the plan says.
 * https://devcenter.heroku.com/articles/heroku-postgres-backups
 *
 * @example
 * const backup = new PostgresBackup("before", { addOn: database.id, triggers: { release: "12" } });
 * new OneOffJob("migrate", { app: app.id, command: "python manage.py migrate" }, { dependsOn: backup });
 */
export const postgresBackup = defineEvent({
  type: "PostgresBackup",
  inputs,
  outputs,

  // Interrupted, it has no size yet; a refresh in between would have the engine take it for finished.
  outstanding: ({ bytes }) => (bytes === undefined ? ["triggers"] : []),

  async create(heroku, { addOn }) {
    const database = await databaseOf(heroku, addOn);
    const before = await backupsOf(heroku, database);
    const begun = before.find(isRunning) ?? (await beginBackup(heroku, database, before));
    return { id: begun.uuid, outputs: await finish(heroku, database, begun.uuid, begun) };
  },

  async resume(heroku, { id, inputs: { addOn }, outputs: { backup } }) {
    const database = await databaseOf(heroku, addOn);
    const before = await backupsOf(heroku, database);
    const begun = before.find((each) => nameOf(each) === backup && !isLost(each));
    return finish(heroku, database, id, begun ?? (await beginBackup(heroku, database, before)));
  },
});

const isLost = ({ finished_at, canceled_at, succeeded }: Transfer): boolean =>
  Boolean(canceled_at) || (Boolean(finished_at) && succeeded !== true);

const isRunning = ({ finished_at, canceled_at }: Transfer): boolean => !finished_at && !canceled_at;

async function finish(heroku: Heroku, { app, name }: Database, id: string, begun: Transfer): Promise<Outputs> {
  const backup = nameOf(begun);
  heroku.made(id, { backup });
  return heroku.wait({
    what: `backup ${backup} of ${name}`,
    timeoutMs: BACKUP_MS,
    async probe() {
      const found = await lookAt(heroku, app.id, begun.num);
      if (found && !isLost(found)) return found.finished_at ? { backup, bytes: found.processed_bytes ?? 0 } : undefined;
      heroku.forget();
      const last = found?.logs?.at(-1)?.message;
      const how = found?.canceled_at ? "was cancelled" : found ? "failed" : "is gone";
      throw new HerokuFailure("failed", `Backup ${backup} of ${name} ${how}${last ? `: ${readable(last)}` : ""}`);
    },
  });
}
