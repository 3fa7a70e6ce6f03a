import { appNameOf, numberOf, type Rule } from "./scene.ts";

/** It runs once for each value of its triggers, on a dyno of its own; deleting it forgets it. */
export const oneOffJob: Rule = {
  impacts(change, scene) {
    const { command, timeLimit } = change.after?.inputs ?? {};
    if (change.op === "delete" || command === undefined) return [];
    const limit = numberOf(timeLimit);
    const end = limit === undefined ? "" : `, ${limit} seconds at most`;
    const text = `Runs "${command}" on a one-off dyno and waits for its end${end}.`;
    const undo = `What "${command}" does can't be undone from here.`;
    const app = appNameOf(change, scene);
    return [
      { kind: "slow", app, text, details: [] },
      { kind: "irreversible", app, text: undo, details: [] },
    ];
  },
};
