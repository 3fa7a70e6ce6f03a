import type { Impact, ReviewedChange } from "../model.ts";
import { noticedOf } from "./release.ts";
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
      text: `Restarts the ${listed(names)} dynos: those of another size start anew. ${noticedOf(names)}`,
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
  type === "web"
    ? ": every visitor gets an error page until one does again"
    : ": the site still answers, and what it would do waits until one does again";

const running = (view: ReviewedChange["before"]) =>
  Object.entries(processesOf(view?.inputs)).filter(([, { quantity }]) => quantity > 0);
