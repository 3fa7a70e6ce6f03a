import { dataSettings, type Setting } from "./data-settings.ts";

/** Takes any value of the default's kind. */
const plain = (byDefault: number | boolean): Setting => ({
  default: byDefault,
  read: (value) => (typeof value === typeof byDefault ? (value as typeof byDefault) : undefined),
});
const choice = (byDefault: string, ...names: string[]): Setting => ({
  default: byDefault,
  values: Object.fromEntries(names.map((name) => [name, `what ${name} does`])),
  read: (value) => names.find((name) => name === value),
});
const onOff = plain(false);

/**
 * The settings that Heroku's CLI knows. Their defaults, and Heroku's words, are (unverified).
 * https://devcenter.heroku.com/articles/heroku-postgres-settings
 */
export const postgresSettings = dataSettings("postgres_settings", {
  auto_explain: onOff,
  "auto_explain.log_analyze": onOff,
  "auto_explain.log_buffers": onOff,
  "auto_explain.log_format": choice("text", "text", "json", "yaml", "xml"),
  "auto_explain.log_min_duration": plain(-1),
  "auto_explain.log_nested_statements": onOff,
  "auto_explain.log_triggers": onOff,
  "auto_explain.log_verbose": onOff,
  data_connector_details_logs: onOff,
  log_connections: plain(true),
  log_lock_waits: plain(true),
  log_min_duration_statement: plain(2000),
  log_min_error_statement: choice("error", "error", "log", "fatal", "panic"),
  log_statement: choice("ddl", "none", "ddl", "mod", "all"),
  track_functions: choice("none", "none", "pl", "all"),
});
