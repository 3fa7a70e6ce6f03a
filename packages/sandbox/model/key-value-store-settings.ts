import { dataSettings } from "./data-settings.ts";

const POLICIES = {
  noeviction: "refuses writes once the memory is full",
  "allkeys-lfu": "evicts the keys that are used least often",
  "volatile-lfu": "evicts the keys that are used least often, of those that expire",
  "allkeys-lru": "evicts the keys that were not used for the longest time",
  "volatile-lru": "evicts the keys that were not used for the longest time, of those that expire",
  "allkeys-random": "evicts any keys",
  "volatile-random": "evicts any keys that expire",
  "volatile-ttl": "evicts the keys that expire first",
};

/** Classes of events that `A` stands for, in the order in which Redis tells them. */
const CLASSES = [..."g$lshzxet"];

/**
 * The settings that Heroku's CLI changes, with the defaults that its documentation names, and one that shows that there are
 * more. Which names there are, and that each has a `default`, Heroku's CLI's types say; the words are (unverified).
 * https://devcenter.heroku.com/articles/heroku-redis#configuring-your-instance
 */
export const keyValueStoreSettings = dataSettings("key_value_store_settings", {
  maxmemory_policy: {
    desc: "What happens to keys once the memory is full.",
    default: "noeviction",
    values: POLICIES,
    read: (value) => (Object.keys(POLICIES).includes(String(value)) ? String(value) : undefined),
  },
  notify_keyspace_events: {
    desc: "Events of keys that are published.",
    default: "",
    read: (value) => (/^[KEg$lshztxemA]*$/.test(String(value)) ? asRedisTells(String(value)) : undefined),
  },
  timeout: {
    desc: "Seconds after which an idle connection is closed.",
    default: 300,
    read: (value) => (Number.isInteger(value) && Number(value) >= 0 ? Number(value) : undefined),
  },
  standby_segv_workaround: {
    desc: "For Heroku's own use.",
    default: false,
    read: (value) => (typeof value === "boolean" ? value : undefined),
  },
});

/**
 * `KEx` → `xKE`: Redis tells the flags in an order of its own, whatever was set. That Heroku passes it on is (unverified).
 * https://redis.io/docs/latest/develop/use/keyspace-notifications/
 */
function asRedisTells(flags: string): string {
  const has = (flag: string) => flags.includes(flag);
  const isAll = has("A") || CLASSES.every(has);
  return [...(isAll ? ["A"] : CLASSES.filter(has)), ...["K", "E", "m"].filter(has)].join("");
}
