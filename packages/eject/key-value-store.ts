import { z } from "zod";
import { onApp } from "./shell.ts";
import type { Resource } from "./state.ts";

/** What is declared of a Key-Value Store beside the add-on itself. */
export type Store = z.output<typeof Settings> & { window?: z.output<typeof Window> };

const Settings = z.object({
  maxmemoryPolicy: z.string().optional(),
  timeout: z.int().optional(),
  notifyKeyspaceEvents: z.string().optional(),
});
const Window = z.object({ day: z.string(), time: z.string() });

/** Undefined where nothing is; `of` finds what belongs to the add-on. */
export function storeOf(of: (noun: string) => Resource[]): Store | undefined {
  const [settings, window] = [of("KeyValueStoreSettings")[0], of("KeyValueStoreMaintenanceWindow")[0]];
  if (!settings && !window) return undefined;
  return {
    ...Settings.parse(settings?.inputs ?? {}),
    ...(window ? { window: Window.parse(window.inputs) } : {}),
  };
}

/** Heroku's CLI finds a store by a config var of it; a store takes settings once it answers. */
export function storeCommands(attachment: string | undefined, store: Store): string[] {
  const { maxmemoryPolicy, timeout, notifyKeyspaceEvents, window } = store;
  const database = attachment === undefined ? [] : [`${attachment}_URL`];
  const set = (command: string, flag: string, value: string | number | undefined) =>
    value === undefined ? [] : [onApp(command, ...database, flag, String(value))];
  return [
    onApp("redis:wait", ...database),
    ...set("redis:maxmemory", "--policy", maxmemoryPolicy),
    ...set("redis:timeout", "--seconds", timeout),
    ...set("redis:keyspace-notifications", "--config", notifyKeyspaceEvents),
    ...(window ? [onApp("data:maintenances:window:update", attachment ?? "REDIS", window.day, window.time)] : []),
  ];
}

/** The same for a server of one's own, as options of `redis-server`. */
export function serverOptions({ maxmemoryPolicy, timeout, notifyKeyspaceEvents }: Store): string[] {
  const option = (name: string, value: string | number | undefined) => (value === undefined ? [] : [name, `${value}`]);
  return [
    ...option("--maxmemory-policy", maxmemoryPolicy),
    ...option("--timeout", timeout),
    ...option("--notify-keyspace-events", notifyKeyspaceEvents),
  ];
}
