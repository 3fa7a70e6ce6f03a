import { holdsData } from "@pulumi/heroku";
import type { Impact, ResourceView, ReviewedChange } from "../model.ts";
import { serviceName } from "./add-on-services.ts";
import { appNameOf, type Rule, type Scene, textOf } from "./scene.ts";

/** One when it is attached, one when its config vars appear; a service without config vars makes the first only. */
const RELEASES_OF_CREATION = 2;
const RELEASES_OF_DELETION = 1;
/** That another plan makes no release, as its config vars stay the same, is (unverified). */
const RELEASES_OF_OTHER_PLAN = 0;

/** Services whose add-ons are moved to another machine for another plan, and stop answering in between (unverified). */
const MOVES_FOR_PLAN = new Set(["heroku-kafka", "heroku-postgresql", "heroku-redis"]);

export const addOn: Rule = {
  releases(change) {
    if (change.op === "create") return RELEASES_OF_CREATION;
    if (change.op === "delete") return RELEASES_OF_DELETION;
    if (change.op === "replace") return RELEASES_OF_DELETION + RELEASES_OF_CREATION;
    return RELEASES_OF_OTHER_PLAN + releasesOfMove(change);
  },

  impacts(change, scene) {
    if (change.op === "delete" || change.op === "replace") return ofLoss(change, scene);
    return change.op === "update" && planOf(change.before) !== planOf(change.after) ? ofPlan(change, scene) : [];
  },
};

/** Its own attachment under another name: attached anew, and the old name taken away. */
function releasesOfMove({ before, after }: ReviewedChange): number {
  const from = before?.inputs.attachment;
  const to = after?.inputs.attachment;
  if (to === undefined || to === from) return 0;
  return from === undefined ? 1 : 2;
}

function ofLoss(change: ReviewedChange, scene: Scene): Impact[] {
  const plan = planOf(change.before) ?? "";
  if (!holdsData(plan)) return [];
  const app = appNameOf(change, scene);
  const name = nameOf(change);
  const what = `${serviceName(plan)} "${name}"`;
  const how = change.op === "replace" ? `Replaces ${what} with an empty one` : `Deletes ${what}`;
  return [
    { kind: "data-loss", app, text: `${how}: all data in it is lost.`, details: [name] },
    {
      kind: "irreversible",
      app,
      text: `"${name}" can't be brought back: its backups go with it. Copy first what is still needed.`,
      details: [name],
    },
  ];
}

function ofPlan(change: ReviewedChange, scene: Scene): Impact[] {
  const [before = "", after = ""] = [planOf(change.before), planOf(change.after)];
  const app = appNameOf(change, scene);
  const name = nameOf(change);
  const impacts: Impact[] = [];
  if (isSmaller(change) && holdsData(before)) {
    const text = `${after} is smaller than ${before}: what does not fit into it may be lost.`;
    impacts.push({ kind: "data-loss", app, text });
  }
  if (MOVES_FOR_PLAN.has(serviceOf(before))) {
    const what = serviceName(before);
    impacts.push(
      { kind: "downtime", app, text: `${what} "${name}" does not answer while Heroku moves it.`, details: [name] },
      {
        kind: "slow",
        app,
        text: `The move to ${after} takes minutes, longer the more data there is.`,
        details: [name],
      },
    );
  }
  return impacts;
}

const isSmaller = ({ before, after }: ReviewedChange): boolean =>
  Number(after?.outputs.monthlyCents) < Number(before?.outputs.monthlyCents);

const planOf = (view: ResourceView | undefined) => textOf(view?.inputs.plan);

const serviceOf = (plan: string): string => plan.replace(/:.*$/, "");

/** As Heroku calls it, which is what people find on its dashboard. */
const nameOf = ({ before, name }: ReviewedChange): string => textOf(before?.outputs.addOnName) ?? name;
