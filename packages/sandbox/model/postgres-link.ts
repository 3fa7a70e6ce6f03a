import { serviceOfPlan } from "../catalogue/add-on-services.ts";
import { invalidParams, notFound } from "../errors.ts";
import type { Call } from "../http/call.ts";
import type { Platform } from "../platform.ts";
import { collection } from "../store/collection.ts";
import { type AddOn, addOns, findAddOn } from "./add-on.ts";
import { addOnAttachments } from "./add-on-attachment.ts";
import { requireStandard } from "./postgres-tier.ts";

/** What gives a database the tables of another one. */
export interface PostgresLink {
  id: string;
  /** The add-on that reads. */
  addOn: string;
  /** The add-on that is read. */
  remote: string;
  name: string;
  created_at: string;
}

export const postgresLinks = collection<PostgresLink>("postgres-links", {
  indexes: [["addOn"], ["remote"]],
  unique: [["addOn", "name"]],
});

/** Heroku's rule for names is (unverified); they name a schema. */
const NAME = /^[a-z_][a-z0-9_]{0,62}$/;

const NOT_ESSENTIAL = "pg:links isn't available for Essential-tier databases.";

export function linksOf(platform: Platform, addOn: AddOn): PostgresLink[] {
  requireStandard(addOn, NOT_ESSENTIAL);
  return postgresLinks(platform).list({ addOn: addOn.id });
}

/** Heroku's words for refusals are (unverified), beside those for Essential, which are its CLI's. */
export function createLink(call: Call, addOn: AddOn, target: string, as: string | undefined): PostgresLink {
  requireStandard(addOn, NOT_ESSENTIAL);
  const remote = findAddOn(call, target);
  const { data } = serviceOfPlan(remote.plan);
  if (data === null) throw invalidParams("Remote database must be heroku-redis or heroku-postgresql");
  requireStandard(remote, NOT_ESSENTIAL);
  const name = as ?? remoteNameOf(remote);
  if (!NAME.test(name)) throw invalidParams(`${name} is not a name for a link.`);
  if (postgresLinks(call).find({ addOn: addOn.id, name })) throw invalidParams(`A link ${name} exists already.`);
  const created_at = call.timestamp();
  return postgresLinks(call).insert({ id: call.uuid(), addOn: addOn.id, remote: remote.id, name, created_at });
}

export function deleteLink(platform: Platform, addOn: AddOn, name: string): PostgresLink {
  const found = linksOf(platform, addOn).find((each) => each.name === name);
  if (!found) throw notFound("link");
  postgresLinks(platform).delete(found.id);
  return found;
}

/** What a removed add-on was linked to, and what was linked to it: that Heroku forgets those too is (unverified). */
export function forgetLinks(platform: Platform, addOn: AddOn): void {
  postgresLinks(platform).deleteWhere({ addOn: addOn.id });
  postgresLinks(platform).deleteWhere({ remote: addOn.id });
}

/** https://devcenter.heroku.com/articles/heroku-data-links shows both in the output of `heroku pg:links`. */
export function serializeLink(platform: Platform, { id, name, remote, created_at }: PostgresLink) {
  const addOn = addOns(platform).get(remote);
  if (!addOn) throw new Error(`the link ${id} has no remote database`);
  const [attachment] = addOnAttachments(platform).list({ addOn: remote });
  return {
    id,
    name,
    created_at,
    remote: { attachment_name: `${attachment?.name}_URL`, name: addOn.name },
    remote_name: remoteNameOf(addOn),
  };
}

const remoteNameOf = ({ name }: AddOn): string => name.toLowerCase().replaceAll("-", "_");
