import { invalidParams } from "../errors.ts";
import type { Platform } from "../platform.ts";
import { collection } from "../store/collection.ts";
import { type AddOn, planOf } from "./add-on.ts";

type Value = string | number | boolean;

/** What somebody has set of a database; without a document all of it is as Heroku sets it. */
interface PostgresSettings {
  /** The add-on's. */
  id: string;
  values: Record<string, Value>;
}

export const postgresSettings = collection<PostgresSettings>("postgres_settings");

interface Setting {
  default: Value;
  /** Values that may be chosen, with what each does. */
  values?: Record<string, string>;
}

const onOff: Setting = { default: false };
const choice = (byDefault: string, ...names: string[]): Setting => ({
  default: byDefault,
  values: Object.fromEntries(names.map((name) => [name, `what ${name} does`])),
});

/**
 * The settings that Heroku's CLI knows. Their defaults, and Heroku's words, are (unverified).
 * https://devcenter.heroku.com/articles/heroku-postgres-settings
 */
const SETTINGS: Record<string, Setting> = {
  auto_explain: onOff,
  "auto_explain.log_analyze": onOff,
  "auto_explain.log_buffers": onOff,
  "auto_explain.log_format": choice("text", "text", "json", "yaml", "xml"),
  "auto_explain.log_min_duration": { default: -1 },
  "auto_explain.log_nested_statements": onOff,
  "auto_explain.log_triggers": onOff,
  "auto_explain.log_verbose": onOff,
  data_connector_details_logs: onOff,
  log_connections: { default: true },
  log_lock_waits: { default: true },
  log_min_duration_statement: { default: 2000 },
  log_min_error_statement: choice("error", "error", "log", "fatal", "panic"),
  log_statement: choice("ddl", "none", "ddl", "mod", "all"),
  track_functions: choice("none", "none", "pl", "all"),
};

export function settingsOf(platform: Platform, addOn: AddOn) {
  requireStandard(addOn);
  const own = postgresSettings(platform).get(addOn.id)?.values ?? {};
  return Object.fromEntries(
    Object.entries(SETTINGS).map(([name, { default: byDefault, values }]) => [
      name,
      { value: own[name] ?? byDefault, default: byDefault, ...(values ? { values } : {}) },
    ]),
  );
}

export function changeSettings(platform: Platform, addOn: AddOn, changes: Record<string, unknown>) {
  requireStandard(addOn);
  const valid = Object.entries(changes).map(([name, value]): [string, Value] => [name, requireValue(name, value)]);
  const before = postgresSettings(platform).get(addOn.id)?.values;
  postgresSettings(platform).put({ id: addOn.id, values: { ...before, ...Object.fromEntries(valid) } });
  return settingsOf(platform, addOn);
}

function requireValue(name: string, value: unknown): Value {
  const setting = Object.hasOwn(SETTINGS, name) ? SETTINGS[name] : undefined;
  if (!setting) throw invalidParams(`${name} is not a setting.`);
  const fits =
    typeof value === typeof setting.default && (!setting.values || Object.hasOwn(setting.values, String(value)));
  if (!fits) throw invalidParams(`${name} can't be ${JSON.stringify(value)}.`);
  return value as Value;
}

function requireStandard(addOn: AddOn): void {
  if (planOf(addOn).name.includes(":essential-")) {
    throw invalidParams("You can't perform this operation on Essential-tier databases.");
  }
}
