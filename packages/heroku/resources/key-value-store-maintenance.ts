import { z } from "zod";
import { isMiniStore } from "../add-ons/plan-name.ts";
import { defineEvent } from "../define/definition.ts";
import { HerokuFailure, UnknownOutcome } from "../define/errors.ts";
import type { Heroku } from "../define/heroku.ts";
import { idOf } from "../define/uuid.ts";
import { answering, requireStore, wrongAddOn } from "../key-value-store/store.ts";

const inputs = z.object({
  /** UUID of the Heroku Key-Value Store add-on (`addOn.id`), of any plan but Mini. */
  addOn: idOf("add-on"),
  /** Values whose change runs what has to be done once more, such as a week: `{ week: "2026-48" }`. */
  triggers: z.record(z.string(), z.string()).optional(),
});

const outputs = z.object({
  /** Whether there was something to do. */
  ran: z.boolean(),
});

type Outputs = z.output<typeof outputs>;

/** Heroku speaks of minutes; preparing an upgrade copies the data first. */
const MAINTENANCE_MS = 2 * 60 * 60_000;

/**
 * `none`, `preparing`, `ready` (in older words `pending`), `running` or `completed`. The Data API has no published schema:
 * this is what Heroku's CLI sends and reads (unverified).
 */
const Answer = z.object({ status: z.string() });

const NOTHING_DUE = ["none", "completed"];

/**
 * Runs the maintenance of a Key-Value Store that is due, at once instead of in its window, once for each value of its inputs;
 * where none is due nothing happens. It waits until that is done and the store answers again; the apps that the store is
 * attached to restart with its new address. Deleting it forgets it.
 * https://devcenter.heroku.com/articles/heroku-redis-maintenance
 *
 * @example
 * new KeyValueStoreMaintenance("maintenance", { addOn: cache.id, triggers: { week: "2026-48" } });
 */
export const keyValueStoreMaintenance = defineEvent({
  type: "KeyValueStoreMaintenance",
  inputs,
  outputs,

  // Interrupted, it is not known yet to have run; a refresh in between would have the engine take it for finished.
  outstanding: ({ ran }) => (ran === undefined ? ["triggers"] : []),

  async preview(heroku, { addOn }) {
    const store = addOn === undefined ? undefined : await requireStore(heroku, addOn);
    if (store && isMiniStore(store.plan))
      throw wrongAddOn(`is of plan ${store.plan}, which Heroku maintains by itself`);
    if (store)
      heroku.warn("if maintenance is due, the store is away for some minutes, and the apps that use it restart");
    return {};
  },

  async create(heroku, { addOn }) {
    const status = await prepared(heroku, addOn);
    if (NOTHING_DUE.includes(status)) {
      heroku.note("no maintenance is due");
      return { id: addOn, outputs: { ran: false } };
    }
    if (status !== "running") await run(heroku, addOn);
    heroku.made(addOn, {});
    return { id: addOn, outputs: await finish(heroku, addOn) };
  },

  resume: (heroku, { inputs: { addOn } }) => finish(heroku, addOn),
});

const pathOf = (addOn: string) => `/data/maintenances/v1/${addOn}`;

async function statusOf(heroku: Heroku, addOn: string): Promise<string> {
  const found = await heroku.look(pathOf(addOn), Answer);
  if (!found) throw new HerokuFailure("failed", `Key-Value Store ${addOn} is gone, or not provisioned yet`);
  return found.status;
}

const until = (heroku: Heroku, addOn: string, what: string, isOver: (status: string) => boolean) =>
  heroku.wait({
    what,
    timeoutMs: MAINTENANCE_MS,
    async probe() {
      const status = await statusOf(heroku, addOn);
      return isOver(status) ? status : undefined;
    },
  });

const prepared = (heroku: Heroku, addOn: string) =>
  until(heroku, addOn, "the maintenance to be prepared", (status) => status !== "preparing");

/** An answer that is lost is no failure where it runs, or has run; where neither, nothing has happened. */
async function run(heroku: Heroku, addOn: string): Promise<void> {
  const write = { doing: "run the maintenance of a Key-Value Store", answer: z.unknown() };
  await heroku.post(`${pathOf(addOn)}/run`, write).catch(async (error: unknown) => {
    if (!(error instanceof UnknownOutcome)) throw error;
    if (!["running", "completed"].includes(await statusOf(heroku, addOn))) throw error;
  });
}

async function finish(heroku: Heroku, addOn: string): Promise<Outputs> {
  await until(heroku, addOn, "the maintenance to be completed", (status) => status !== "running");
  await answering(heroku, addOn, MAINTENANCE_MS);
  return { ran: true };
}
