import { z } from "zod";
import { infoOf } from "../add-ons/info.ts";
import { defineLookUp } from "../define/definition.ts";
import { pathOf } from "../key-value-store/store.ts";

const inputs = z.object({
  /** Name of the Heroku Key-Value Store add-on, such as `redis-curly-12345`, or its UUID. */
  addOn: z.string(),
});

const outputs = z.object({
  /** UUID of the add-on, as `KeyValueStoreSettings` take it. */
  id: z.string(),
  /** Name of the add-on, unique in all of Heroku. */
  name: z.string(),
  /** UUID of the app that pays for it. */
  app: z.string(),
  /** Service and plan, such as `heroku-redis:premium-0`. */
  plan: z.string(),
  /** Whether it takes connections: it does not while it is being made or changed. */
  available: z.boolean(),
  /** Status in Heroku's words, such as `available`. */
  status: z.string().optional(),
  /** Version of Redis or Valkey, such as `8.1.3`. */
  version: z.string().optional(),
  /** Seconds after which an idle connection is closed; 0 closes none. */
  timeout: z.int().optional(),
  /** What happens once the memory is full, such as `noeviction`. */
  maxmemoryPolicy: z.string().optional(),
  /** Which events of keys are published, as Redis writes it; `Disabled` where none are. */
  keyspaceNotifications: z.string().optional(),
  /** How keys outlive a restart: `AOF`, or `None` where they do not. */
  persistence: z.string().optional(),
  /** State of the standby that takes over, such as `Available`; absent for plans that have none. */
  highAvailability: z.string().optional(),
  /** Whether Heroku has to maintain it, and when; `not required` where it has not. */
  maintenance: z.string().optional(),
  /** When Heroku would, such as `Sundays 13:30 to 17:30 UTC`; absent for plans that have no window. */
  maintenanceWindow: z.string().optional(),
});

const pathsOf = (id: string) => ({ info: pathOf(id), wait: `${pathOf(id)}/wait` });

/**
 * What Heroku tells of a Key-Value Store: whether it is available, its version, what is set of it.
 * https://devcenter.heroku.com/articles/heroku-redis#using-the-cli
 *
 * @example
 * const { version, available } = await getKeyValueStore({ addOn: "redis-curly-12345" });
 */
export const keyValueStoreLookUp = defineLookUp({
  type: "getKeyValueStore",
  inputs,
  outputs,

  async invoke(heroku, { addOn }) {
    const { common, line } = await infoOf(heroku, addOn, "heroku-redis", pathsOf);
    const timeout = Number(line("Timeout") ?? Number.NaN);
    return {
      ...common,
      status: line("Status"),
      version: line("Version"),
      timeout: Number.isInteger(timeout) ? timeout : undefined,
      maxmemoryPolicy: line("Maxmemory"),
      keyspaceNotifications: line("Keyspace Notifications"),
      persistence: line("Persistence"),
      highAvailability: line("HA Status"),
      maintenance: line("Maintenance"),
      maintenanceWindow: line("Maintenance window"),
    };
  },
});
