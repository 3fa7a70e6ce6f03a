import { z } from "zod";
import { gone } from "../errors.ts";
import type { Api } from "../http/api.ts";
import { accepted, type Call, created } from "../http/call.ts";
import type { AddOn } from "../model/add-on.ts";
import { type App, appOf, apps } from "../model/app.ts";
import { databaseOf } from "../model/database.ts";
import { finishTransfer, serializeTransfer, startTransfer, transferOf, transfers } from "../model/transfer.ts";

const restore = z.object({ backup_url: z.string(), extensions: z.array(z.string()).nullish() });
const address = z.string().regex(/^postgres(ql)?:\/\//, "must be the address of a database");
const copy = z.object({ from_name: z.string(), from_url: address, to_name: z.string(), to_url: address });

/** How long the address of a backup works. */
const ADDRESS_HOURS = 1;

/** Backups, restores and copies: the part of the Data API behind `heroku pg:backups` and `pg:copy`; it has no published schema. */
export function transferRoutes(api: Api): void {
  const list = "/client/v11/apps/:app/transfers";
  api.get(list, (call) =>
    transfers(call)
      .list({ app: appOf(call).id })
      .map((transfer) => serializeTransfer(transfer)),
  );
  api.get(`${list}/:transfer`, (call) => {
    const isVerbose = call.url.searchParams.get("verbose") === "true";
    return serializeTransfer(transferOf(call, appOf(call)), isVerbose);
  });
  api.delete(`${list}/:transfer`, (call) => {
    const transfer = transferOf(call, appOf(call));
    transfers(call).delete(transfer.id);
    return serializeTransfer(transfer);
  });
  api.post(`${list}/:transfer/actions/public-url`, (call) => {
    const { id } = transferOf(call, appOf(call));
    const expires = new Date(call.now() + ADDRESS_HOURS * 3_600_000);
    return created({ url: `${call.url.origin}/backups/${id}.dump`, expires_at: expires.toISOString() });
  });
  api.post(`${list}/:transfer/actions/cancel`, (call) => {
    const transfer = transferOf(call, appOf(call));
    if (transfer.finished_at !== null) throw gone("The transfer has ended already.");
    return serializeTransfer(transfers(call).update(transfer.id, { finished_at: call.now(), canceled: true }));
  });
  api.post("/client/v11/databases/:database/backups", (call) => {
    const { addOn, app } = billed(call);
    return created(serializeTransfer(startTransfer(call, app, addOn, { kind: "backup" })));
  });
  api.post("/client/v11/databases/:database/restores", restore, (call) => {
    const { addOn, app } = billed(call);
    const { backup_url } = call.body;
    return accepted(serializeTransfer(startTransfer(call, app, addOn, { kind: "restore", backup_url })));
  });
  api.post("/client/v11/databases/:database/transfers", copy, (call) => {
    const { addOn, app } = billed(call);
    return created(serializeTransfer(startTransfer(call, app, addOn, { kind: "copy", between: call.body })));
  });
  api.onTask("transfer.finished", finishTransfer);
}

/** Transfers belong to the app that pays for the database. */
function billed(call: Call): { addOn: AddOn; app: App } {
  const addOn = databaseOf(call, "postgres");
  const app = apps(call).get(addOn.app);
  if (!app) throw new Error(`the add-on ${addOn.id} has no app`);
  return { addOn, app };
}
