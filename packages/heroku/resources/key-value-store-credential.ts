import { z } from "zod";
import { AddOnAnswer } from "../add-ons/add-on.ts";
import { defineEvent } from "../define/definition.ts";
import { HerokuFailure, UnknownOutcome } from "../define/errors.ts";
import type { Heroku } from "../define/heroku.ts";
import { idOf } from "../define/uuid.ts";
import { answering, isWaiting, pathOf, requireStore } from "../key-value-store/store.ts";

const inputs = z.object({
  /** UUID of the Heroku Key-Value Store add-on (`addOn.id`). */
  addOn: idOf("add-on"),
  /** Values whose change rotates the credential once more, such as a month: `{ month: "2026-11" }`. */
  triggers: z.record(z.string(), z.string()).optional(),
});

const outputs = z.object({
  /** Names of the config vars on the store's own app that have the new password. */
  configVars: z.array(z.string()),
});

type Outputs = z.output<typeof outputs>;

/** As long as a rotation of a database's credential may take. */
const ROTATION_MS = 60 * 60_000;

/** The address has the password in it: it is compared, and never kept, shown or told. */
const Store = z.object({ resource_url: z.string().nullish() });

/**
 * Another password for a Heroku Key-Value Store, once for each value of its inputs. A store has one credential, which can be
 * neither made nor deleted: deleting this forgets that it rotated. Old connections are closed, and the apps that the store
 * is attached to get the new password as a config var and restart; this waits for it. The password stands in no state.
 * https://devcenter.heroku.com/articles/heroku-redis#security-and-compliance
 *
 * @example
 * new KeyValueStoreCredential("password", { addOn: cache.id, triggers: { month: "2026-11" } });
 */
export const keyValueStoreCredential = defineEvent({
  type: "KeyValueStoreCredential",
  inputs,
  outputs,

  // Interrupted, it has no config vars yet; a refresh in between would have the engine take it for finished.
  outstanding: ({ configVars }) => (configVars === undefined ? ["triggers"] : []),

  async preview(heroku, { addOn }) {
    if (addOn === undefined) return {};
    await requireStore(heroku, addOn);
    heroku.warn("rotating the credential closes connections and restarts the apps that the store is attached to");
    return {};
  },

  async create(heroku, { addOn }) {
    const before = await addressOf(heroku, addOn);
    await rotate(heroku, addOn, before);
    heroku.made(addOn, {});
    return { id: addOn, outputs: await finish(heroku, addOn, before) };
  },

  resume: (heroku, { inputs: { addOn } }) => finish(heroku, addOn),
});

async function addressOf(heroku: Heroku, addOn: string): Promise<string | undefined> {
  const found = await heroku.look(pathOf(addOn), Store);
  if (found) return found.resource_url ?? undefined;
  throw new HerokuFailure("failed", `Key-Value Store ${addOn} is gone, or not provisioned yet`);
}

/** An answer that is lost is no failure where the store has another password once it answers; else nothing has happened. */
async function rotate(heroku: Heroku, addOn: string, before: string | undefined): Promise<void> {
  const write = { doing: "rotate the credential of a Key-Value Store", body: {}, answer: z.unknown() };
  await heroku.post(`${pathOf(addOn)}/credentials_rotation`, write).catch(async (error: unknown) => {
    if (!(error instanceof UnknownOutcome)) throw error;
    await answering(heroku, addOn, ROTATION_MS);
    if ((await addressOf(heroku, addOn)) === before) throw error;
  });
}

/** That a store which rotates is one that `heroku redis:wait` waits for is (unverified): the password must be another one too. */
async function finish(heroku: Heroku, addOn: string, before?: string): Promise<Outputs> {
  await heroku.wait({
    what: "the Key-Value Store to have its new password",
    timeoutMs: ROTATION_MS,
    async probe() {
      if (await isWaiting(heroku, addOn)) return undefined;
      return before !== undefined && (await addressOf(heroku, addOn)) === before ? undefined : true;
    },
  });
  const { config_vars } = await heroku.get(`/addons/${addOn}`, AddOnAnswer.pick({ config_vars: true }));
  return { configVars: config_vars.toSorted() };
}
