import { invalidParams } from "../errors.ts";
import type { Call } from "../http/call.ts";
import type { Platform } from "../platform.ts";
import { type AddOn, addOns, findAddOn } from "./add-on.ts";
import { addOnAttachments } from "./add-on-attachment.ts";
import { newHost, withAddresses } from "./add-on-values.ts";
import { type App, findApp } from "./app.ts";
import { isEssential, isPostgres } from "./postgres-tier.ts";

// Databases that follow others: https://devcenter.heroku.com/articles/heroku-postgres-follower-databases

/**
 * The add-on that a new one is to follow, as `heroku addons:create … -- --follow DATABASE_URL` names it: by an attachment or
 * config var of the app, by one of another app (`other::DATABASE_URL`), or by its own name or UUID. Heroku's words for
 * refusals are (unverified).
 */
export function followed(call: Call, app: App, plan: string, follow: string | undefined): AddOn | undefined {
  if (follow === undefined || !isPostgres(plan)) return undefined;
  if (isEssential(plan)) throw invalidParams("Essential-tier databases can't follow other databases.");
  const leader = addOnNamed(call, app, follow);
  if (!isPostgres(leader.plan) || isEssential(leader.plan))
    throw invalidParams(`${leader.name} (${leader.plan}) can't be followed.`);
  if (leader.leader) throw invalidParams(`${leader.name} is a follower; followers can't be followed.`);
  if (leader.state !== "provisioned") throw invalidParams(`${leader.name} is not available yet.`);
  return leader;
}

function addOnNamed(call: Call, own: App, typed: string): AddOn {
  const [name, app] = typed.includes("::")
    ? [typed.slice(typed.indexOf("::") + 2), findApp(call, typed.slice(0, typed.indexOf("::")))]
    : [typed, own];
  const attachment = addOnAttachments(call).find({ app: app.id, name: name.replace(/_URL$/, "") });
  return findAddOn(call, attachment?.addOn ?? name);
}

/** A server of its own, with the same database and users in it. */
export const valuesOfFollower = (platform: Platform, leader: AddOn): AddOn["values"] =>
  withAddresses(leader, { hostname: newHost(platform) });

export const leaderOf = (platform: Platform, { leader }: AddOn): AddOn | undefined =>
  leader ? addOns(platform).get(leader) : undefined;

export const followersOf = (platform: Platform, addOn: AddOn): AddOn[] =>
  addOns(platform)
    .list({ account: addOn.account })
    .filter(({ leader }) => leader === addOn.id);

/** The address of a database without its user and password. */
export function addressOf({ values }: AddOn): string {
  const { hostname, port, pathname } = new URL(values.URL ?? "");
  return `postgres://${hostname}:${port}${pathname}`;
}

/** Whether it is done at once is (unverified); the words for a database that follows none are its CLI's. */
export function unfollow(platform: Platform, addOn: AddOn): void {
  if (!addOn.leader) throw invalidParams(`${addOn.name} is not a follower`);
  addOns(platform).update(addOn.id, { leader: null, updated_at: platform.timestamp() });
}

/** That followers of a database which is removed are databases of their own from then on is (unverified). */
export function forgetFollowers(platform: Platform, addOn: AddOn): void {
  for (const { id } of followersOf(platform, addOn)) addOns(platform).update(id, { leader: null });
}
