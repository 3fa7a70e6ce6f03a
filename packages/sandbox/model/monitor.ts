import { findDynoSize, tierOf } from "../catalogue/dyno-sizes.ts";
import { invalidParams } from "../errors.ts";
import type { Platform } from "../platform.ts";
import { collection } from "../store/collection.ts";
import type { App } from "./app.ts";
import type { Formation } from "./formation.ts";
import { scale } from "./scale.ts";

/**
 * What Heroku's metrics watch of a process type, and do about it. The sandbox has no load to measure: one that scales
 * brings the quantity between its limits when it is set, and then rests.
 */
export interface Monitor {
  id: string;
  app: string;
  process_type: string;
  name: string;
  action_type: string;
  is_active: boolean;
  min_quantity: number;
  max_quantity: number;
  value: number;
  op: string;
  period: number;
  notification_channels: string[];
  notification_period: number;
}

export const monitors = collection<Monitor>("monitors", { indexes: [["app"]] });

// The metrics API has no published schema. All of Heroku's words here are (unverified).
const NO_LARGE_DYNOS = "Autoscaling is only available with Performance or Private dynos";
const WRONG_LIMITS = "min_quantity is to be 1 or more, and no more than max_quantity";

export type Settings = Partial<Omit<Monitor, "id" | "app" | "process_type">>;

export function addMonitor(platform: Platform, app: App, row: Formation, settings: Settings): Monitor {
  const made: Monitor = {
    ...{ id: platform.uuid(), app: app.id, process_type: row.type, name: "LATENCY_SCALE", action_type: "alert" },
    ...{ is_active: true, min_quantity: 1, max_quantity: 1, value: 1000, op: "GREATER_OR_EQUAL", period: 1 },
    ...{ notification_channels: [], notification_period: 1440, ...settings },
  };
  act(platform, app, row, made);
  return monitors(platform).insert(made);
}

export function changeMonitor(
  platform: Platform,
  app: App,
  row: Formation,
  before: Monitor,
  settings: Settings,
): Monitor {
  act(platform, app, row, { ...before, ...settings });
  return monitors(platform).update(before.id, settings);
}

/** https://devcenter.heroku.com/articles/autoscaling */
function act(platform: Platform, app: App, { type, quantity, size }: Formation, monitor: Monitor): void {
  if (monitor.action_type !== "scale" || !monitor.is_active) return;
  const { min_quantity, max_quantity } = monitor;
  if (min_quantity < 1 || min_quantity > max_quantity) throw invalidParams(WRONG_LIMITS);
  const found = findDynoSize(size);
  const isLarge = size.startsWith("Performance-") || (found && ["private", "shield"].includes(tierOf(found)));
  if (!isLarge) throw invalidParams(NO_LARGE_DYNOS);
  const within = Math.min(Math.max(quantity, min_quantity), max_quantity);
  if (within !== quantity) scale(platform, app, [{ type, quantity: within }]);
}

export const monitorsOf = (platform: Platform, app: App, { type }: Formation): Monitor[] =>
  monitors(platform)
    .list({ app: app.id })
    .filter(({ process_type }) => process_type === type);

export const serializeMonitor = ({ app, ...rest }: Monitor) => ({ ...rest, app_uuid: app });
