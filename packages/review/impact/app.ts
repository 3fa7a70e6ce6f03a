import { type Impact, type ReviewedChange, UNKNOWN } from "../model.ts";
import { type Rule, type Scene, textOf } from "./scene.ts";

export const app: Rule = {
  impacts(change, scene) {
    if (change.op === "delete" || change.op === "replace") return ofEverything(change);
    if (change.op !== "update") return [];
    return [...ofMaintenance(change), ...ofName(change), ...ofOwner(change, scene), ...ofNextBuild(change, scene)];
  },
};

function ofEverything({ op, name, before, after }: ReviewedChange): Impact[] {
  const app = textOf(before?.inputs.name) ?? name;
  const then = op === "replace" ? ` and makes ${textOf(after?.inputs.name) ?? "it"} anew, empty` : "";
  const details = [app];
  const until = op === "replace" ? "until the new one runs its code and DNS leads to it" : "from then on";
  return [
    {
      kind: "data-loss",
      app,
      text: `Deletes the app ${app} with its add-ons and all data in them, its config vars, releases and domains${then}.`,
      details,
    },
    {
      kind: "irreversible",
      app,
      text: `Heroku can't bring back a deleted app. Its name is free for anybody.`,
      details,
    },
    { kind: "downtime", app, text: `Every visitor gets an error page ${until}.`, details },
    { kind: "dns-target", app, text: "Every DNS record that points to it leads nowhere.", details },
  ];
}

function ofMaintenance({ before, after }: ReviewedChange): Impact[] {
  if (before?.inputs.maintenance === true || after?.inputs.maintenance !== true) return [];
  const app = textOf(after.inputs.name);
  return [
    {
      kind: "downtime",
      app,
      text: "Every visitor sees Heroku's maintenance page until maintenance is switched off again.",
      details: ["web"],
    },
  ];
}

/** A rename gives the app another address at Heroku's; domains of its own keep their targets. */
function ofName({ before, after }: ReviewedChange): Impact[] {
  const [from, to] = [textOf(before?.inputs.name), textOf(after?.inputs.name)];
  if (from === to) return [];
  const host = textOf(before?.outputs.webUrl)?.replace(/^https:\/\/|\/$/g, "");
  const text =
    `The app's own address ${host ?? "at herokuapp.com"} changes: whoever uses it, or a DNS record that points to it, finds ` +
    "no site there. Its domains go on working.";
  return [{ kind: "dns-target", app: to, text, details: host === undefined ? [] : [host] }];
}

/** Beside a space an app belongs to the space's team, whether it is named or not. */
function ofOwner({ before, after }: ReviewedChange, { changes }: Scene): Impact[] {
  const [from, to] = [textOf(before?.inputs.team), textOf(after?.inputs.team)];
  if (from === to || (to === undefined && after?.inputs.space !== undefined)) return [];
  if (changes.some((each) => isRenamed(each, from, to))) return [];
  const text =
    to === undefined
      ? `Hands the app over from the team ${from} to the account that applies this: its collaborators lose their access.`
      : `Hands the app over from ${from === undefined ? "its account" : `the team ${from}`} to ${to === UNKNOWN ? "a team that is not known yet" : `the team ${to}`}: who may do what with it follows from that team.`;
  return [{ kind: "access", app: textOf(after?.inputs.name), text }];
}

/** Whether it is the same team under another name. */
const isRenamed = ({ type, op, before, after }: ReviewedChange, from?: string, to?: string): boolean =>
  type === "Team" && op === "update" && textOf(before?.inputs.name) === from && textOf(after?.inputs.name) === to;

function ofNextBuild({ name, paths, after }: ReviewedChange, { changes }: Scene): Impact[] {
  const isForBuild = paths.some(({ path }) => /^(stack|buildpacks)\b/.test(path));
  const builds = changes.some((each) => each.type === "Build" && each.name === name && each.op !== "same");
  if (!isForBuild || builds) return [];
  const text = "Makes no release and changes nothing that runs: the next build uses it.";
  return [{ kind: "releases", app: textOf(after?.inputs.name), text }];
}
