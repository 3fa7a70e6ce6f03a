import { type AddOnService, serviceOfPlan } from "../catalogue/add-on-services.ts";
import { notFound } from "../errors.ts";
import type { Call } from "../http/call.ts";
import type { Platform } from "../platform.ts";
import { type AddOn, findAddOn, planOf } from "./add-on.ts";
import { addressOf, followersOf, leaderOf } from "./follower.ts";
import { isEssential } from "./postgres-tier.ts";

/** The add-on that the path names, if this part of the Data API knows it: once it is provisioned. */
export function databaseOf(call: Call, kind: NonNullable<AddOnService["data"]>): AddOn {
  const addOn = findAddOn(call, call.param("database"));
  if (serviceOfPlan(addOn.plan).data !== kind || addOn.state !== "provisioned") throw notFound("database");
  return addOn;
}

export function isAvailable(platform: Platform, addOn: AddOn): boolean {
  return addOn.available_at !== null && platform.now() >= addOn.available_at;
}

/** What `heroku pg:wait` and `heroku redis:wait` ask for. Heroku's words are (unverified). */
export function waitStatus(platform: Platform, addOn: AddOn) {
  const isReady = isAvailable(platform, addOn);
  return { "waiting?": !isReady, "error?": false, message: isReady ? "available" : "preparing" };
}

/** A line of `heroku pg:info` or `heroku redis:info`. */
export interface InfoLine {
  name: string;
  values: string[];
  /** Whether the values are addresses, which Heroku's CLI shows by the names of their config vars. */
  resolve_db_name?: boolean;
}

/** What `heroku pg:info` shows, in its order. The database holds nothing, so sizes are made up. */
export function postgresInfo(platform: Platform, addOn: AddOn): InfoLine[] {
  const { human_name } = planOf(addOn);
  const onEssential = isEssential(addOn.plan);
  const lines: [string, string][] = [
    ["Plan", human_name],
    ["Status", isAvailable(platform, addOn) ? "Available" : "Preparing"],
    ["Connections", onEssential ? "0/20" : "0/120"],
    ["Connection Pooling", onEssential ? "Unavailable" : "Available"],
    ["PG Version", "17.5"],
    ["Created", dataTime(Date.parse(addOn.created_at))],
    ["Data Size", "8.0 MB"],
    ["Tables", "0"],
    ["Fork/Follow", onEssential ? "Unsupported" : addOn.leader ? "Unavailable on followers" : "Available"],
    ["Rollback", onEssential ? "Unsupported" : "earliest from now"],
    ["Continuous Protection", onEssential ? "Off" : "On"],
    ["Maintenance", "not required"],
  ];
  return [...lines.map(([title, value]) => ({ name: title, values: [value] })), ...followingInfo(platform, addOn)];
}

function followingInfo(platform: Platform, addOn: AddOn): InfoLine[] {
  const leader = leaderOf(platform, addOn);
  const followers = followersOf(platform, addOn).map(addressOf);
  return [
    ...(leader ? [{ name: "Following", values: [addressOf(leader)], resolve_db_name: true }] : []),
    ...(leader ? [{ name: "Behind By", values: ["0 commits"] }] : []),
    ...(followers.length > 0 ? [{ name: "Followers", values: followers, resolve_db_name: true }] : []),
  ];
}

/** What `heroku redis:info` shows that is kept elsewhere. */
interface RedisFacts {
  settings: Record<string, { value: string | number | boolean }>;
  window: string | null;
  version: string;
  maintenance: string;
}

/** What `heroku redis:info` shows, in its order (https://github.com/heroku/cli/pull/1650); mini is shown less. */
export function redisInfo(
  platform: Platform,
  addOn: AddOn,
  { settings, window, version, maintenance }: RedisFacts,
): InfoLine[] {
  const told = (name: string) => String(settings[name]?.value ?? "");
  const isMini = addOn.plan.endsWith(":mini");
  const lines: [string, string | null][] = [
    ["Plan", planOf(addOn).human_name],
    ["Status", isAvailable(platform, addOn) ? "available" : "preparing"],
    ["Created", dataTime(Date.parse(addOn.created_at))],
    ["Version", version],
    ["Timeout", told("timeout")],
    ["Maxmemory", told("maxmemory_policy")],
    ["Maintenance", maintenance],
    ["Maintenance window", window],
    ["Persistence", isMini ? "None" : "AOF"],
    ["HA Status", isMini ? null : "Available"],
    ["Requires TLS", "Yes"],
    ["Keyspace Notifications", told("notify_keyspace_events") || "Disabled"],
  ];
  return lines.flatMap(([name, value]) => (value === null ? [] : [{ name, values: [value] }]));
}

/** The Data API writes its times like this: `2026-01-05 09:00:00 +0000`. */
export function dataTime(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19).replace("T", " ")} +0000`;
}
