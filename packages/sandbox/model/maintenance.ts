import { invalidParams } from "../errors.ts";
import type { Platform } from "../platform.ts";
import { collection } from "../store/collection.ts";
import { type AddOn, addOns } from "./add-on.ts";
import { passOn } from "./add-on-attachment.ts";
import { newHost, withAddresses } from "./add-on-values.ts";
import { dataTime } from "./database.ts";
import { hasWindow } from "./maintenance-window.ts";

/** The newest that has to be done to a store: another version that somebody has asked for. Nothing else ever has to be. */
interface Maintenance {
  /** The add-on's. */
  id: string;
  status: "preparing" | "ready" | "running" | "completed";
  /** The store's version until then, and from then on. */
  from: string;
  to: string;
  created_at: string;
  started_at: string | null;
  completed_at: string | null;
}

export const maintenances = collection<Maintenance>("maintenances");

const NEWEST = "8.1.3";

export function versionOf(platform: Platform, addOn: AddOn): string {
  const newest = maintenances(platform).get(addOn.id);
  if (!newest) return NEWEST;
  return newest.status === "completed" ? newest.to : newest.from;
}

/** How long a maintenance may be put off is (unverified). */
const PUT_OFF_MS = 14 * 24 * 3_600_000;

/** By when it has to be run; null where there is none to run. */
export function requiredByOf(platform: Platform, addOn: AddOn): string | null {
  const found = maintenances(platform).get(addOn.id);
  if (!found || found.status === "completed") return null;
  return dataTime(Date.parse(found.created_at) + PUT_OFF_MS);
}

/**
 * Mini is upgraded at once, others by a maintenance that is prepared and then run.
 * https://devcenter.heroku.com/articles/heroku-redis-version-upgrade; the words of refusals are (unverified).
 */
export function requestUpgrade(platform: Platform, addOn: AddOn, to: string): string {
  if (!/^\d+(\.\d+)*$/.test(to)) throw invalidParams(`${to} is not a version.`);
  const open = maintenances(platform).get(addOn.id);
  if (open && open.status !== "completed") throw invalidParams(`A maintenance of ${addOn.name} is ${open.status}.`);
  const now = platform.timestamp();
  const begun = { id: addOn.id, from: versionOf(platform, addOn), to, created_at: now };
  if (!hasWindow(addOn)) {
    maintenances(platform).put({ ...begun, status: "completed", started_at: now, completed_at: now });
    return `${addOn.name} is upgraded to ${to}.`;
  }
  maintenances(platform).put({ ...begun, status: "preparing", started_at: null, completed_at: null });
  platform.later(platform.provisionMs, "maintenance.step", { addOn: addOn.id });
  return `The upgrade of ${addOn.name} to ${to} is being prepared.`;
}

/** What it is answered where nothing is ready is (unverified). */
export function runMaintenance(platform: Platform, addOn: AddOn): string {
  const found = maintenances(platform).get(addOn.id);
  if (found?.status !== "ready") throw invalidParams(`No maintenance is required for ${addOn.name}.`);
  maintenances(platform).update(addOn.id, { status: "running", started_at: platform.timestamp() });
  addOns(platform).update(addOn.id, { available_at: platform.now() + platform.provisionMs });
  platform.later(platform.provisionMs, "maintenance.step", { addOn: addOn.id });
  return `Maintenance of ${addOn.name} is running.`;
}

/** The task `maintenance.step`: what was prepared is ready; what ran is done, by a server at another address. */
export function maintenanceStep(platform: Platform, payload: Record<string, string>): void {
  const addOn = addOns(platform).get(payload.addOn ?? "");
  const found = maintenances(platform).get(payload.addOn ?? "");
  if (!addOn || !found) return;
  if (found.status === "preparing") maintenances(platform).update(addOn.id, { status: "ready" });
  if (found.status !== "running") return;
  maintenances(platform).update(addOn.id, { status: "completed", completed_at: platform.timestamp() });
  const values = withAddresses(addOn, { hostname: newHost(platform) });
  passOn(platform, addOns(platform).update(addOn.id, { values }), [null]);
}
