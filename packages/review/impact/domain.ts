import type { Impact, ReviewedChange } from "../model.ts";
import { appNameOf, goesWithItsApp, type Rule, type Scene, textOf } from "./scene.ts";

/** Each time that a host name is added it gets another DNS target. https://devcenter.heroku.com/articles/custom-domains */
export const domain: Rule = {
  impacts(change, scene) {
    const [from, to] = [textOf(change.before?.inputs.hostname), textOf(change.after?.inputs.hostname)];
    const gone = change.op === "delete" || change.op === "replace" ? from : undefined;
    const added = change.op === "create" || change.op === "replace" ? to : undefined;
    return [...(gone ? ofRemoval(change, scene, gone) : []), ...(added ? ofAddition(change, scene, added) : [])];
  },
};

function ofRemoval(change: ReviewedChange, scene: Scene, hostname: string): Impact[] {
  if (goesWithItsApp(change, scene)) return [];
  const app = appNameOf(change, scene);
  return [
    {
      kind: "downtime",
      app,
      text: `Visitors of ${hostname} get an error page from then on; other addresses of the site go on working.`,
      details: [hostname],
    },
    {
      kind: "dns-target",
      app,
      text: `The DNS record of ${hostname} leads nowhere from then on. Added again, it needs another one.`,
      details: [hostname],
    },
  ];
}

function ofAddition(change: ReviewedChange, scene: Scene, hostname: string): Impact[] {
  const text = `Point ${hostname} in DNS to the target that the change gives it; only then does it lead to the app.`;
  return [{ kind: "dns-target", app: appNameOf(change, scene), text, details: [hostname] }];
}
