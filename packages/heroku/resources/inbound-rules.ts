import { z } from "zod";
import { sameInAnyOrder } from "../define/any-order.ts";
import { defineThing } from "../define/definition.ts";
import type { Heroku } from "../define/heroku.ts";
import { changeAtFirst, restore } from "../define/restoring.ts";
import { idOf } from "../define/uuid.ts";
import { CIDR, requireSpace, spaceUuid } from "../spaces/of-space.ts";

const Rule = z.strictObject({
  /** Whether the source may connect: `allow` or `deny`. */
  action: z.enum(["allow", "deny"]),
  /** Network that requests come from, such as `203.0.113.0/24`; `0.0.0.0/0` is everybody. */
  source: z.string().regex(CIDR, "is not an IPv4 network such as 203.0.113.0/24"),
});

const inputs = z.object({
  /** UUID of the space (`space.id`). Changing this replaces the inbound rules. */
  space: idOf("space").meta({ replaces: true }),
  /** All rules of the space; what none of them allows is kept out, so that with none nobody reaches its apps. */
  rules: z.array(Rule),
});

const outputs = z.object({
  /** The rules that the space had when this resource was made; deleting the resource restores them. */
  rulesBefore: z.array(Rule),
});

type Rules = z.output<typeof inputs>["rules"];

const Answer = z.object({ rules: z.array(Rule) });

const pathOf = (space: string) => `/spaces/${space}/inbound-ruleset`;

/**
 * Who may reach the apps of a space: all of its trusted IP ranges, of which a space has one set. A new space lets everybody
 * in; deleting this restores the rules that were there before.
 * https://devcenter.heroku.com/articles/private-spaces#trusted-ip-ranges
 *
 * @example
 * new InboundRules("office", { space: space.id, rules: [{ action: "allow", source: "203.0.113.0/24" }] });
 */
export const inboundRules = defineThing({
  type: "InboundRules",
  importId: "the space's name or UUID, such as `example`; deleting it then leaves the rules as they were found",
  inputs,
  outputs,
  claims: { by: ["space"] },
  // A new one would see what the old one has changed as what was there before.
  deleteBeforeReplace: true,

  async preview(heroku, { space }, prior) {
    await requireSpace(heroku, space, prior);
    return {};
  },

  async create(heroku, { space, rules }) {
    const { rules: found } = await heroku.get(pathOf(space), Answer);
    const outputs = { rulesBefore: found };
    heroku.made(space, outputs, { space, rules: found });
    await changeAtFirst(heroku, put(heroku, space, rules));
    return { id: space, outputs };
  },

  async read(heroku, id, prior) {
    const space = prior?.inputs.space ?? (await spaceUuid(heroku, id));
    const found = await heroku.find(pathOf(space), Answer);
    if (!found) return undefined;
    const declared = prior?.inputs.rules;
    // Rules in another order let the same in.
    const isSame = declared && sameInAnyOrder(declared.map(textOf), found.rules.map(textOf));
    const rules = isSame ? declared : found.rules;
    return { id: space, inputs: { space, rules }, outputs: { rulesBefore: prior?.outputs.rulesBefore ?? found.rules } };
  },

  async update(heroku, id, { rules }, prior) {
    await put(heroku, id, rules);
    return prior.outputs;
  },

  async delete(heroku, id, { rulesBefore }) {
    await restore(put(heroku, id, rulesBefore));
  },
});

const textOf = ({ action, source }: Rules[number]) => `${action} ${source}`;

/** All rules at once: sent again it does no harm. */
const put = (heroku: Heroku, space: string, rules: Rules) =>
  heroku.put(pathOf(space), { doing: "set the inbound rules", body: { rules }, answer: Answer });
