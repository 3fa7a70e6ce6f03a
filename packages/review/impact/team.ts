import type { Impact } from "../model.ts";
import { type Rule, textOf } from "./scene.ts";

/** Heroku keeps a team that owns something; what goes with one that owns nothing is who is in it. */
export const team: Rule = {
  impacts({ op, name, before }): Impact[] {
    if (op !== "delete" && op !== "replace") return [];
    const team = textOf(before?.inputs.name) ?? name;
    const text = `Deletes the team ${team}: nobody is in it any more, its settings are lost, and its name is free for anybody.`;
    return [{ kind: "irreversible", text, details: [team] }];
  },
};
