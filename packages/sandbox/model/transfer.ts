import { notFound } from "../errors.ts";
import type { Call } from "../http/call.ts";
import { isUuid } from "../ids.ts";
import type { Platform } from "../platform.ts";
import { collection } from "../store/collection.ts";
import type { AddOn } from "./add-on.ts";
import type { App } from "./app.ts";
import { dataTime } from "./database.ts";

/** A backup of a database, or a backup brought back into one. */
export interface Transfer {
  id: string;
  app: string;
  /** Counted for each app. */
  num: number;
  kind: "backup" | "restore";
  /** The database's name. */
  database: string;
  /** Where a restore takes its backup from. */
  backup_url: string | null;
  /** Milliseconds. */
  created_at: number;
  finished_at: number | null;
  canceled: boolean;
}

export const transfers = collection<Transfer>("transfers", { unique: [["app", "num"]], hidden: ["backup_url"] });

/** Every database holds as much as an empty one. */
const BYTES = 8 << 20;

export function startTransfer(
  platform: Platform,
  app: App,
  addOn: AddOn,
  what: Pick<Transfer, "kind" | "backup_url">,
): Transfer {
  const [last] = transfers(platform).list({ app: app.id }, { newestFirst: true, limit: 1 });
  const transfer = transfers(platform).insert({
    id: platform.uuid(),
    app: app.id,
    num: (last?.num ?? 0) + 1,
    database: addOn.name,
    created_at: platform.now(),
    finished_at: null,
    canceled: false,
    ...what,
  });
  platform.later(platform.provisionMs, "transfer.finished", { transfer: transfer.id });
  return transfer;
}

/** The task `transfer.finished`. */
export function finishTransfer(platform: Platform, payload: Record<string, string>): void {
  const transfer = transfers(platform).get(payload.transfer ?? "");
  if (transfer?.finished_at !== null) return;
  transfers(platform).update(transfer.id, { finished_at: platform.now() });
}

/** The transfer of the app's that the path names, by number or id. */
export function transferOf(call: Call, app: App): Transfer {
  const named = call.param("transfer");
  const found = isUuid(named) ? transfers(call).get(named) : transfers(call).find({ app: app.id, num: Number(named) });
  if (found?.app !== app.id) throw notFound("transfer");
  return found;
}

/** As `heroku pg:backups` reads it; a backup is a dump into storage, a restore the way back. */
export function serializeTransfer(transfer: Transfer, verbose = false) {
  const { kind, database, finished_at, canceled } = transfer;
  const isBackup = kind === "backup";
  const started = dataTime(transfer.created_at);
  const finished = finished_at === null ? null : dataTime(finished_at);
  const storage = `https://backups.sandbox.example/${transfer.id}.dump`;
  const outcome = canceled ? "canceled" : isBackup ? "backup completed" : "restore completed";
  return {
    uuid: transfer.id,
    num: transfer.num,
    from_name: isBackup ? database : "BACKUP",
    from_type: isBackup ? "pg_dump" : "gof3r",
    from_url: isBackup ? `postgres://${database}` : transfer.backup_url,
    to_name: isBackup ? "BACKUP" : database,
    to_type: isBackup ? "gof3r" : "pg_restore",
    to_url: isBackup ? storage : `postgres://${database}`,
    options: {},
    schedule: null,
    created_at: started,
    started_at: started,
    finished_at: finished,
    canceled_at: canceled ? finished : null,
    succeeded: finished === null ? null : !canceled,
    source_bytes: BYTES,
    processed_bytes: finished === null ? 0 : BYTES,
    warnings: 0,
    ...(verbose
      ? {
          logs: [
            { created_at: started, message: "starting" },
            ...(finished ? [{ created_at: finished, message: outcome }] : []),
          ],
        }
      : {}),
  };
}
