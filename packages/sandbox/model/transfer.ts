import { notFound } from "../errors.ts";
import type { Call } from "../http/call.ts";
import { isUuid } from "../ids.ts";
import type { Platform } from "../platform.ts";
import { collection } from "../store/collection.ts";
import type { AddOn } from "./add-on.ts";
import type { App } from "./app.ts";
import { dataTime } from "./database.ts";

/** A backup of a database, a backup brought back into one, or a copy of one database into another. */
export interface Transfer {
  id: string;
  app: string;
  /** Counted for each app. */
  num: number;
  kind: "backup" | "restore" | "copy";
  /** The name of the database that is backed up or written to, or that the copying of was asked of. */
  database: string;
  /** Where a restore takes its backup from. */
  backup_url: string | null;
  /** Of a copy: the names of both databases and their addresses, which have passwords in them. */
  between: { from_name: string; from_url: string; to_name: string; to_url: string } | null;
  /** Milliseconds. */
  created_at: number;
  finished_at: number | null;
  canceled: boolean;
}

export const transfers = collection<Transfer>("transfers", {
  unique: [["app", "num"]],
  hidden: ["backup_url", "between"],
});

/** Every database holds as much as an empty one. */
const BYTES = 8 << 20;

export function startTransfer(
  platform: Platform,
  app: App,
  addOn: AddOn,
  what: Pick<Transfer, "kind"> & Partial<Pick<Transfer, "backup_url" | "between">>,
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
    backup_url: null,
    between: null,
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

/** As `heroku pg:backups` reads it; a backup is a dump into storage, a restore the way back, a copy a dump that is restored at once. */
export function serializeTransfer(transfer: Transfer, verbose = false) {
  const { kind, finished_at, canceled } = transfer;
  const started = dataTime(transfer.created_at);
  const finished = finished_at === null ? null : dataTime(finished_at);
  const outcome = canceled ? "canceled" : `${kind} completed`;
  return {
    uuid: transfer.id,
    num: transfer.num,
    ...endsOf(transfer),
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

function endsOf({ id, kind, database, backup_url, between }: Transfer) {
  const own = `postgres://${database}`;
  if (between) return { ...between, from_type: "pg_dump", to_type: "pg_restore" };
  return kind === "backup"
    ? {
        from_name: database,
        from_type: "pg_dump",
        from_url: own,
        to_name: "BACKUP",
        to_type: "gof3r",
        to_url: `https://backups.sandbox.example/${id}.dump`,
      }
    : {
        from_name: "BACKUP",
        from_type: "gof3r",
        from_url: backup_url,
        to_name: database,
        to_type: "pg_restore",
        to_url: own,
      };
}
