import { z } from "zod";
import { settingsOf, snakeCase } from "../add-ons/settings.ts";
import { defineThing } from "../define/definition.ts";
import { idOf } from "../define/uuid.ts";
import { sameEvents } from "../key-value-store/events.ts";
import { pathOf, requireStore } from "../key-value-store/store.ts";

const inputs = z.object({
  /** UUID of the Heroku Key-Value Store add-on (`addOn.id`). Changing this replaces the settings. */
  addOn: idOf("add-on").meta({ replaces: true }),
  /**
   * What happens once the memory is full. `noeviction`, Heroku's default, refuses writes; the others remove keys:
   * `allkeys-…` any of them, `volatile-…` only those that expire; those that are used least often (`…-lfu`), that were not
   * used for the longest time (`…-lru`), any (`…-random`), or that expire first (`volatile-ttl`).
   */
  maxmemoryPolicy: z
    .enum([
      "noeviction",
      "allkeys-lfu",
      "volatile-lfu",
      "allkeys-lru",
      "volatile-lru",
      "allkeys-random",
      "volatile-random",
      "volatile-ttl",
    ])
    .optional(),
  /** Seconds after which an idle connection is closed: 0 closes none. Heroku's default is 300. */
  timeout: z.int().min(0).optional(),
  /**
   * Which events of keys are published, as Redis writes it: where (`K` by key, `E` by event) and which (`g`, `$`, `l`, `s`,
   * `h`, `z`, `t`, `x`, `e`, `m`, or `A` for all but `m`), such as `Ex` for keys that expire. Empty, Heroku's default,
   * publishes none. https://redis.io/docs/latest/develop/use/keyspace-notifications/
   */
  notifyKeyspaceEvents: z
    .string()
    .regex(/^([KEg$lshztxemA]*[KE][KEg$lshztxemA]*)?$/, "is not empty, and not K or E with letters of g$lshztxemA")
    .optional(),
});

const outputs = z.object({
  /** The settings as they were before, by Heroku's names and as JSON; what is taken out, or deleted, gets them back. */
  before: z.record(z.string(), z.string()),
});

/**
 * What a Heroku Key-Value Store does when it is full, with idle connections, and with events of its keys: the settings that
 * are named here, and no others.
 * https://devcenter.heroku.com/articles/heroku-redis#configuring-your-instance
 *
 * @example
 * new KeyValueStoreSettings("settings", { addOn: cache.id, maxmemoryPolicy: "allkeys-lru", timeout: 60 });
 */
export const keyValueStoreSettings = defineThing({
  type: "KeyValueStoreSettings",
  importId:
    "the add-on's name or UUID, such as `redis-curved-12345`; deleting them then leaves them as they were found",
  inputs,
  outputs,
  claims: { by: ["addOn"] },
  // New ones would see what the old ones have changed as what was there before.
  deleteBeforeReplace: true,

  async preview(heroku, { addOn }, prior) {
    if (addOn !== undefined && prior === undefined) await requireStore(heroku, addOn);
    return {};
  },

  ...settingsOf<z.output<typeof inputs>>({
    fields: ["maxmemoryPolicy", "timeout", "notifyKeyspaceEvents"],
    nameOf: snakeCase,
    pathOf: (addOn) => `${pathOf(addOn)}/config`,
    isSame: (field, declared, found) => field === "notifyKeyspaceEvents" && sameEvents(String(declared), String(found)),
  }),
});
