import { all, textOf } from "../resource.ts";
import { type Rule, violation } from "../rule.ts";

export const appNames: Rule = {
  name: "app-names",
  description: "The name of each app is one of this environment: it matches `appNames`.",
  levels: { production: "mandatory", elsewhere: "mandatory" },
  check(stack, { appNames }) {
    const pattern = new RegExp(`^(?:${appNames})$`);
    return all("App", stack).flatMap((app) => {
      const name = textOf(app, "name");
      if (name === undefined || pattern.test(name)) return [];
      const way = "is this the right stack? Rename the app, or change appNames in policy.yaml";
      return [violation(app, `name "${name}" is none of this environment, which are ${appNames}; ${way}`)];
    });
  },
};
