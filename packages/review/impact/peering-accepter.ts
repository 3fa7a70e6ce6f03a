import type { Impact } from "../model.ts";
import { type Rule, textOf } from "./scene.ts";

/** https://devcenter.heroku.com/articles/private-space-peering */
export const peeringAccepter: Rule = {
  impacts({ op, name, before }): Impact[] {
    if (op !== "delete" && op !== "replace") return [];
    const peering = textOf(before?.inputs.pcxId) ?? name;
    const text = `Takes the peering ${peering} down: nothing passes between the space and that VPC at AWS any more.`;
    return [{ kind: "downtime", text, details: [peering] }];
  },
};
