import { z } from "zod";
import { AddOnAnswer, findNamed } from "../add-ons/add-on.ts";
import { nameOfAttachment } from "../add-ons/attachment.ts";
import { isStandardPostgres } from "../add-ons/plan-name.ts";
import { Refused, WrongInputs } from "../define/errors.ts";
import type { Heroku } from "../define/heroku.ts";

// Followers: https://devcenter.heroku.com/articles/heroku-postgres-follower-databases

/**
 * What the Data API tells of a database as a follower; it has no published schema. `following` is the leader's address, which
 * stands in no state; whether `leader` is a name or an object is (unverified): Heroku's CLI and its users disagree.
 */
const Answer = z.object({
  following: z.string().nullish(),
  leader: z.union([z.string(), z.object({ addon_id: z.string().nullish(), name: z.string().nullish() })]).nullish(),
});

/** Big databases take a while until they take writes. */
const UNFOLLOWED_WITHIN_MS = 60 * 60_000;

const pathOf = (addOn: string) => `/client/v11/databases/${addOn}`;

/** Refuses what Heroku does not let follow, and be followed: the Essential plans, other services, and followers. */
export async function requireLeader(heroku: Heroku, follow: string, plan: string | undefined): Promise<void> {
  const wrong = (reason: string) => new WrongInputs([{ path: ["follow"], reason }]);
  if (plan !== undefined && !isStandardPostgres(plan)) throw wrong(`${plan} can't follow: ${STANDARD}`);
  const found = await heroku.find(`/addons/${follow}`, AddOnAnswer);
  if (!found) return;
  if (!isStandardPostgres(found.plan.name))
    throw wrong(`${found.name} (${found.plan.name}) can't be followed: ${STANDARD}`);
  if ((await heroku.find(pathOf(found.id), Answer))?.following)
    throw wrong(`${found.name} follows another database itself; name that one`);
}

const STANDARD = "both have to be Heroku Postgres of the Standard tier or above";

/**
 * The leader as the option `follow` names it: by the app that pays for it and a config var of its there, such as
 * `example::DATABASE_URL`. That this is good for a leader of the same app too is (unverified).
 */
export async function optionFor(heroku: Heroku, follow: string): Promise<{ follow: string }> {
  const leader = await findNamed(heroku, follow);
  const attachment = await nameOfAttachment(heroku, leader, undefined);
  const app = await heroku.get(`/apps/${leader.app.id}`, z.object({ name: z.string() }));
  return { follow: attachment === undefined ? leader.name : `${app.name}::${attachment}_URL` };
}

/** UUID of the add-on that this one follows now. `declared` is what stands where Heroku does not tell. */
export async function leaderOf(heroku: Heroku, addOn: string, declared?: string): Promise<string | undefined> {
  const found = await heroku.find(pathOf(addOn), Answer);
  if (!found) return declared;
  if (!found.following) return undefined;
  const leader = typeof found.leader === "string" ? found.leader : (found.leader?.addon_id ?? found.leader?.name);
  const all = await heroku.list("/addons", AddOnAnswer);
  return all.find(({ id, name }) => id === leader || name === leader)?.id ?? declared ?? leader ?? undefined;
}

/** Ends the following for good, and waits until the database is one of its own. */
export async function unfollow(heroku: Heroku, { id, name }: { id: string; name: string }): Promise<void> {
  const follows = async () => Boolean((await heroku.look(pathOf(id), Answer))?.following);
  if (!(await follows())) return;
  const write = { doing: `have ${name} unfollow its leader`, body: {}, answer: z.unknown() };
  await heroku.put(`${pathOf(id)}/unfollow`, write).catch(async (error: unknown) => {
    // An attempt whose answer was lost has done it.
    if (!(error instanceof Refused) || (await follows())) throw error;
  });
  await heroku.wait({
    what: `${name} to be a database of its own`,
    timeoutMs: UNFOLLOWED_WITHIN_MS,
    probe: async () => ((await follows()) ? undefined : true),
  });
}
