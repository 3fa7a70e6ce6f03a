import { invalidParams } from "../errors.ts";
import type { Platform } from "../platform.ts";
import { collection } from "../store/collection.ts";
import type { AddOn } from "./add-on.ts";

type Value = string | number | boolean;

/** What somebody has set of a store; without a document all of it is as Heroku sets it. */
interface KeyValueStoreSettings {
  /** The add-on's. */
  id: string;
  values: Record<string, Value>;
}

export const keyValueStoreSettings = collection<KeyValueStoreSettings>("key_value_store_settings");

interface Setting {
  desc: string;
  default: Value;
  /** Values that may be chosen, with what each does. */
  values?: Record<string, string>;
  /** The value as it is kept; undefined where it can't be one. */
  read(value: unknown): Value | undefined;
}

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
const SETTINGS: Record<string, Setting> = {
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
};

export function settingsOf(platform: Platform, addOn: AddOn) {
  const own = keyValueStoreSettings(platform).get(addOn.id)?.values ?? {};
  return Object.fromEntries(
    Object.entries(SETTINGS).map(([name, { desc, default: byDefault, values }]) => [
      name,
      { value: own[name] ?? byDefault, desc, default: byDefault, ...(values ? { values } : {}) },
    ]),
  );
}

export function changeSettings(platform: Platform, addOn: AddOn, changes: Record<string, unknown>) {
  const valid = Object.entries(changes).map(([name, value]): [string, Value] => [name, requireValue(name, value)]);
  const before = keyValueStoreSettings(platform).get(addOn.id)?.values;
  keyValueStoreSettings(platform).put({ id: addOn.id, values: { ...before, ...Object.fromEntries(valid) } });
  return settingsOf(platform, addOn);
}

/** Heroku's words for refusals are (unverified). */
function requireValue(name: string, value: unknown): Value {
  const setting = Object.hasOwn(SETTINGS, name) ? SETTINGS[name] : undefined;
  if (!setting) throw invalidParams(`${name} is not a setting.`);
  const kept = setting.read(value);
  if (kept === undefined) throw invalidParams(`${name} can't be ${JSON.stringify(value)}.`);
  return kept;
}

/**
 * `KEx` → `xKE`: Redis tells the flags in an order of its own, whatever was set. That Heroku passes it on is (unverified).
 * https://redis.io/docs/latest/develop/use/keyspace-notifications/
 */
function asRedisTells(flags: string): string {
  const has = (flag: string) => flags.includes(flag);
  const isAll = has("A") || CLASSES.every(has);
  return [...(isAll ? ["A"] : CLASSES.filter(has)), ...["K", "E", "m"].filter(has)].join("");
}
