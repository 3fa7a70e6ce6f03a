import { all, belonging } from "../resource.ts";
import { type Rule, violation } from "../rule.ts";

export const preboot: Rule = {
  name: "preboot",
  description: "Each app starts its new web dynos before the old ones stop.",
  levels: { production: "mandatory", elsewhere: "off" },
  check: (stack) =>
    all("App", stack)
      .filter(
        (app) =>
          !belonging("AppFeature", { to: app, by: "app", stack }).some(
            ({ props }) => props.name === "preboot" && props.enabled !== false,
          ),
      )
      .map((app) =>
        violation(
          app,
          'it can\'t be reached while a release restarts it; declare AppFeature "preboot" (standard-1x or larger)',
        ),
      ),
};
