import { z } from "zod";
import { notFound } from "../errors.ts";
import { type Api, paged } from "../http/api.ts";
import { created } from "../http/call.ts";
import { putRules, rulesetsOf, serializeRuleset } from "../model/inbound-ruleset.ts";
import { requireAllocated, spaceOf } from "../model/space.ts";

const SOURCE = /^((25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(25[0-5]|2[0-4]\d|1?\d?\d)\/(3[0-2]|[12]?\d)$/;

const rule = z.object({ action: z.enum(["allow", "deny"]), source: z.string().regex(SOURCE) });

/** https://devcenter.heroku.com/articles/platform-api-reference#inbound-ruleset */
export function inboundRuleRoutes(api: Api): void {
  api.get("/spaces/:space/inbound-ruleset", (call) => {
    const space = spaceOf(call);
    return rulesetsOf(call, space).map((each) => serializeRuleset(space, each))[0];
  });
  api.put("/spaces/:space/inbound-ruleset", z.object({ rules: z.array(rule) }), (call) => {
    const space = requireAllocated(spaceOf(call));
    return created(serializeRuleset(space, putRules(call, space, call.body.rules)));
  });
  api.get("/spaces/:space/inbound-rulesets", (call) => {
    const space = spaceOf(call);
    return paged(
      call,
      rulesetsOf(call, space).map((each) => serializeRuleset(space, each)),
    );
  });
  api.get("/spaces/:space/inbound-rulesets/:ruleset", (call) => {
    const space = spaceOf(call);
    const found = rulesetsOf(call, space).find(({ id }) => id === call.param("ruleset"));
    if (!found) throw notFound("inbound ruleset");
    return serializeRuleset(space, found);
  });
}
