import { holdsData } from "@pulumi/heroku";
import type { Impact, ResourceView, ReviewedChange } from "../model.ts";
import { nameOf } from "../names.ts";
import { serviceName } from "./add-on-services.ts";
import { appNameOf, isSmaller, type Rule, type Scene, textOf } from "./scene.ts";

/** One when it is attached, one when its config vars appear; a service without config vars makes the first only. */
const RELEASES_OF_CREATION = 2;
const RELEASES_OF_DELETION = 1;
/** That another plan makes no release, as its config vars stay the same, is (unverified). */
const RELEASES_OF_OTHER_PLAN = 0;

interface Move {
  /** How long the add-on does not answer. */
  away: string;
  /** How long it takes until then, while it answers. */
  before: string;
}

/** That others take minutes is (unverified), and so is that they can't be reached meanwhile. */
const MOVE: Move = { away: "for some minutes", before: "some minutes, longer the more data there is" };

/** Services whose add-ons are moved to another machine for another plan, and stop answering in between. */
const MOVES: Record<string, Move> = {
  "heroku-kafka": MOVE,
  // https://devcenter.heroku.com/articles/updating-heroku-postgres-databases; of the Essential plans too (unverified).
  "heroku-postgresql": {
    away: "for up to a minute",
    before: "minutes to hours, longer the more data there is",
  },
  "heroku-redis": MOVE,
};

export const addOn: Rule = {
  releases(change) {
    if (change.op === "create") return RELEASES_OF_CREATION;
    if (change.op === "delete") return RELEASES_OF_DELETION;
    if (change.op === "replace") return RELEASES_OF_DELETION + RELEASES_OF_CREATION;
    return RELEASES_OF_OTHER_PLAN + releasesOfMove(change);
  },

  impacts(change, scene) {
    if (change.op === "delete" || change.op === "replace") return ofLoss(change, scene);
    if (change.op !== "update") return [];
    const isOther = planOf(change.before) !== planOf(change.after);
    return [...(unfollows(change) ? ofUnfollowing(change, scene) : []), ...(isOther ? ofPlan(change, scene) : [])];
  },
};

/** Its own attachment under another name: attached anew, and the old name taken away. */
function releasesOfMove({ before, after }: ReviewedChange): number {
  const from = before?.inputs.attachment;
  const to = after?.inputs.attachment;
  if (to === undefined || to === from) return 0;
  return from === undefined ? 1 : 2;
}

/** https://devcenter.heroku.com/articles/heroku-postgres-follower-databases */
function ofUnfollowing(change: ReviewedChange, scene: Scene): Impact[] {
  const text = `${capital(whatOf(change, scene))} follows no other database any more: it takes writes, and gets none of its leader's. That can't be undone.`;
  return [{ kind: "irreversible", app: appNameOf(change, scene), text, details: [nameAtHerokuOf(change)] }];
}

const unfollows = ({ before, after }: ReviewedChange): boolean => isFollower(before) && !isFollower(after);

/** What follows another database is a copy of that one's data. */
export const isFollower = (view: ResourceView | undefined): boolean => view?.inputs.follow !== undefined;

function ofLoss(change: ReviewedChange, scene: Scene): Impact[] {
  if (!holdsData(planOf(change.before) ?? "") || isFollower(change.before)) return [];
  const app = appNameOf(change, scene);
  const details = [nameAtHerokuOf(change)];
  const what = whatOf(change, scene);
  const how = change.op === "replace" ? `Replaces ${what} with an empty one` : `Deletes ${what}`;
  const undo = `${capital(what)} can't be brought back: its backups go with it. Copy first what is still needed.`;
  return [
    { kind: "data-loss", app, text: `${how}: all data in it is lost.`, details },
    ...(change.op === "replace" ? ofGap(app, what) : []),
    { kind: "irreversible", app, text: undo, details },
  ];
}

/** The old one goes before the new one is made. */
function ofGap(app: string | undefined, what: string): Impact[] {
  const text = `The site can't reach ${what} until the new one answers, which takes minutes: pages that need it fail.`;
  return [{ kind: "downtime", app, text, details: [] }];
}

function ofPlan(change: ReviewedChange, scene: Scene): Impact[] {
  const [before = "", after = ""] = [planOf(change.before), planOf(change.after)];
  const app = appNameOf(change, scene);
  const what = whatOf(change, scene);
  const details = [nameAtHerokuOf(change)];
  const impacts: Impact[] = [];
  if (isSmaller(change) && holdsData(before)) {
    const text = `${capital(what)} may lose data: what does not fit into ${after}, which is smaller than ${before}. The rest stays.`;
    impacts.push({ kind: "data-loss", app, text });
  }
  const move = MOVES[serviceOf(before)];
  if (move) {
    const away = `The site can't reach ${what} ${move.away}, while Heroku moves it to ${after}: pages that need it fail.`;
    const slow = `Heroku prepares the move of ${what} for ${move.before}; the site works meanwhile.`;
    impacts.push({ kind: "downtime", app, text: away, details }, { kind: "slow", app, text: slow, details });
  }
  return impacts;
}

/** `the Postgres database "database"`. */
export function whatOf(change: ReviewedChange, { all }: Scene): string {
  const view = change.before ?? change.after;
  return `${serviceName(planOf(view) ?? "")} "${(view && nameOf(view, all)) ?? change.name}"`;
}

const capital = (what: string): string => what.replace(/^t/, "T");

export const planOf = (view: ResourceView | undefined) => textOf(view?.inputs.plan);

const serviceOf = (plan: string): string => plan.replace(/:.*$/, "");

const nameAtHerokuOf = ({ before, name }: ReviewedChange): string => textOf(before?.outputs.addOnName) ?? name;
