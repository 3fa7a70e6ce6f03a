import { holdsData } from "@pulumi/heroku";
import { all, textOf } from "../resource.ts";
import { type Rule, violation } from "../rule.ts";

export const dataIsProtected: Rule = {
  name: "data-is-protected",
  description: "Each add-on that holds data refuses to be deleted.",
  levels: { production: "mandatory", elsewhere: "off" },
  check: (stack) =>
    all("AddOn", stack).flatMap((addOn) => {
      const plan = textOf(addOn, "plan");
      if (addOn.protect || plan === undefined || !holdsData(plan)) return [];
      return [violation(addOn, `"${plan}" holds data and may be deleted; give it the option protect: true`)];
    }),
};
