import { invalidParams } from "../errors.ts";
import type { Platform } from "../platform.ts";
import { collection } from "../store/collection.ts";
import type { AddOn } from "./add-on.ts";

type Value = string | number | boolean;

/** What somebody has set of a database or store; without a document all of it is as Heroku sets it. */
export interface Settings {
  /** The add-on's. */
  id: string;
  values: Record<string, Value>;
}

/** A setting as Heroku's Data API tells of it. */
export interface Setting {
  desc?: string;
  default: Value;
  /** Values that may be chosen, with what each does. */
  values?: Record<string, string>;
  /** The value as it is kept; undefined where it can't be one. */
  read(value: unknown): Value | undefined;
}

/** The settings of a service's add-ons, kept in a collection of their own. */
export function dataSettings(name: string, all: Record<string, Setting>) {
  const table = collection<Settings>(name);
  const of = (platform: Platform, addOn: AddOn) => {
    const own = table(platform).get(addOn.id)?.values ?? {};
    return Object.fromEntries(
      Object.entries(all).map(([name, { read: _, ...told }]) => [name, { value: own[name] ?? told.default, ...told }]),
    );
  };
  return {
    table,
    of,
    change(platform: Platform, addOn: AddOn, changes: Record<string, unknown>) {
      const valid = Object.entries(changes).map(([name, value]) => [name, requireValue(all, name, value)]);
      const before = table(platform).get(addOn.id)?.values;
      table(platform).put({ id: addOn.id, values: { ...before, ...Object.fromEntries(valid) } });
      return of(platform, addOn);
    },
  };
}

/** Heroku's words for refusals are (unverified). */
function requireValue(all: Record<string, Setting>, name: string, value: unknown): Value {
  const setting = Object.hasOwn(all, name) ? all[name] : undefined;
  if (!setting) throw invalidParams(`${name} is not a setting.`);
  const kept = setting.read(value);
  if (kept === undefined) throw invalidParams(`${name} can't be ${JSON.stringify(value)}.`);
  return kept;
}
