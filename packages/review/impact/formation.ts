import type { Impact, ReviewedChange } from "../model.ts";
import { appNameOf, goesWithItsApp, listed, processesOf, type Rule, type Scene } from "./scene.ts";

/** Scaling makes no release: dynos that stay run on, and those of another size start anew. */
export const formation: Rule = {
  impacts: (change, scene) =>
    goesWithItsApp(change, scene) ? [] : [...ofOtherSizes(change, scene), ...ofStopped(change, scene)],
};

function ofOtherSizes(change: ReviewedChange, scene: Scene): Impact[] {
  const after = processesOf(change.after?.inputs);
  const types = running(change.before).filter(([type, { size }]) => {
    const next = after[type];
    return next !== undefined && next.quantity > 0 && next.size !== size;
  });
  if (types.length === 0) return [];
  const names = types.map(([type]) => type);
  return [
    {
      kind: "restarts",
      app: appNameOf(change, scene),
      text: `Restarts ${listed(names)}: dynos of another size start anew.`,
      details: names,
    },
  ];
}

function ofStopped(change: ReviewedChange, scene: Scene): Impact[] {
  const after = processesOf(change.after?.inputs);
  const app = appNameOf(change, scene);
  return running(change.before)
    .filter(([type]) => (after[type]?.quantity ?? 0) === 0)
    .map(([type]) => ({
      kind: "downtime",
      app,
      text: `No ${type} dyno runs any more${whatStops(type)}.`,
      details: [type],
    }));
}

const whatStops = (type: string): string =>
  type === "web" ? ": the site answers nobody" : ", and what it would do is left undone";

const running = (view: ReviewedChange["before"]) =>
  Object.entries(processesOf(view?.inputs)).filter(([, { quantity }]) => quantity > 0);
