import { invalidParams } from "../errors.ts";
import type { Platform } from "../platform.ts";
import { collection } from "../store/collection.ts";
import type { App } from "./app.ts";

/** What the app's dynos see: its own vars, and those that attached add-ons own. */
export interface Config {
  /** The app's id. */
  id: string;
  app: string;
  vars: Record<string, string>;
  /** Key -> value and the attachment that owns it. */
  attached: Record<string, { value: string; attachment: string }>;
}

export const configs = collection<Config>("configs", { unique: [["app"]], hidden: ["vars", "attached"] });

export function configOf(platform: Platform, app: App): Config {
  return configs(platform).get(app.id) ?? configs(platform).insert({ id: app.id, app: app.id, vars: {}, attached: {} });
}

/** Own and attached vars together, by name. */
export function configVars(platform: Platform, app: App): Record<string, string> {
  const { vars, attached } = configOf(platform, app);
  return merged(vars, attached);
}

export function merged(vars: Config["vars"], attached: Config["attached"]): Record<string, string> {
  const values = Object.entries(attached).map(([key, { value }]) => [key, value] as const);
  return Object.fromEntries([...Object.entries(vars), ...values].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** Gives the app an attachment's vars. Making the release that tells of it is the caller's part. */
export function attachConfig(platform: Platform, app: App, attachment: string, vars: Record<string, string>): void {
  const config = configOf(platform, app);
  const added = Object.entries(vars).map(([key, value]) => [key, { value, attachment }] as const);
  configs(platform).update(app.id, { attached: { ...config.attached, ...Object.fromEntries(added) } });
}

/** Takes an attachment's vars away again. */
export function detachConfig(platform: Platform, app: App, attachment: string): void {
  const { attached } = configOf(platform, app);
  const kept = Object.entries(attached).filter(([, owned]) => owned.attachment !== attachment);
  configs(platform).update(app.id, { attached: Object.fromEntries(kept) });
}

/** Refuses keys that an attachment owns: they change only with the add-on. */
export function requireOwnKeys(config: Config, keys: readonly string[]): void {
  const owned = keys.filter((key) => Object.hasOwn(config.attached, key));
  if (owned.length > 0) throw invalidParams(`Cannot overwrite attachment values ${owned.join(", ")}.`);
}
