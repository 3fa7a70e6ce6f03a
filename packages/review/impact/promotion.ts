import { type ResourceView, type ReviewedChange, UNKNOWN } from "../model.ts";
import { deploymentsOf, versionInWords, versionOf } from "./code.ts";
import { appNameOf, type Rule, textOf } from "./scene.ts";

/** Deleting it forgets it; code that runs already is not released again. */
export const promotion: Rule = {
  releases: (change) => (change.op === "delete" || runsAlready(change) ? 0 : 1),

  impacts(change, scene) {
    const { op, before, after } = change;
    if (op === "delete" || !after || versionOf(after) === undefined) return [];
    return [{ kind: "releases", app: appNameOf(change, scene), text: whichCode(before, after), details: [] }];
  },
};

function runsAlready({ before, after }: Pick<ReviewedChange, "before" | "after">): boolean {
  return isSameCode(before, after) && before?.outputs.running === true;
}

function isSameCode(before: ResourceView | undefined, after: ResourceView | undefined): boolean {
  const slug = before?.outputs.slug;
  return slug !== undefined && slug === after?.outputs.slug;
}

/** Which code runs instead of which: two numbers tell a reviewer too little. */
function whichCode(before: ResourceView | undefined, after: ResourceView): string {
  const is = versionInWords(after, sourceOf(after));
  const [from, to] = [versionOf(before), versionOf(after)];
  if (!before || from === undefined || to === undefined) return `Runs ${is}.`;
  if (before.inputs.source !== after.inputs.source)
    return `Runs ${is} instead of ${versionInWords(before, sourceOf(before))}.`;
  if (from === to) return `Runs ${is}.`;
  if (isSameCode(before, after)) return `Runs ${is}, which is the same code as v${from}.`;
  const was = versionInWords(before);
  if (before.outputs.running === false) return `Runs ${is}. Promoted last was ${was}, which does not run any more.`;
  return from < to
    ? `Runs ${is} instead of ${was}.${between(from, after)}`
    : `Goes back to ${is} from ${was}.${between(to, before)}`;
}

function sourceOf({ outputs }: ResourceView): string {
  const name = textOf(outputs.sourceName);
  return name === undefined || name === UNKNOWN ? "the source app" : name;
}

/** What was deployed after a version and before the code of a later promotion, which keeps no more than the last ones. */
function between(version: number, later: ResourceView): string {
  const known = deploymentsOf(later);
  const passed = known.slice(0, -1).filter((each) => each.version > version);
  if (passed.length === 0) return "";
  const isAll = known.some((each) => each.version <= version);
  const told = passed.map((each) => `v${each.version} (${each.description})`);
  return ` In between${isAll ? "" : ", among others"}: ${told.join(", ")}.`;
}
