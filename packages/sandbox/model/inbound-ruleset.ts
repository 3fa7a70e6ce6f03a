import type { Call } from "../http/call.ts";
import { uuidOf } from "../ids.ts";
import { collection } from "../store/collection.ts";
import { accounts } from "./account.ts";
import { type Space, spaceRef } from "./space.ts";

/** Who may reach the apps of a space. Each change makes a new set; the newest is in force. Nothing is kept out here. */
export interface InboundRuleset {
  id: string;
  space: string;
  rules: { action: "allow" | "deny"; source: string }[];
  created_at: string;
  created_by: string;
}

export const inboundRulesets = collection<InboundRuleset>("inbound_rulesets", { indexes: [["space"]] });

/** All sets of a space, the one in force first. A new space lets everybody in. */
export function rulesetsOf(call: Call, space: Space): InboundRuleset[] {
  const first: InboundRuleset = {
    id: uuidOf(`inbound-ruleset:${space.id}`),
    space: space.id,
    rules: [{ action: "allow", source: "0.0.0.0/0" }],
    created_at: space.created_at,
    created_by: accounts(call).get(space.account)?.email ?? "",
  };
  return [...inboundRulesets(call).list({ space: space.id }, { newestFirst: true }), first];
}

export function putRules(call: Call, space: Space, rules: InboundRuleset["rules"]): InboundRuleset {
  return inboundRulesets(call).insert({
    id: call.uuid(),
    space: space.id,
    rules,
    created_at: call.timestamp(),
    created_by: call.account.email,
  });
}

export const serializeRuleset = (space: Space, { id, rules, created_at, created_by }: InboundRuleset) => ({
  created_at,
  created_by,
  id,
  rules,
  space: spaceRef(space),
});
