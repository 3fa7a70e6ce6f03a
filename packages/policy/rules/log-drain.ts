import { all, belonging } from "../resource.ts";
import { type Rule, violation } from "../rule.ts";

export const logDrain: Rule = {
  name: "log-drain",
  description: "The log of each app goes to a drain, as Heroku itself keeps 1,500 lines.",
  levels: { production: "mandatory", elsewhere: "advisory" },
  check: (stack) =>
    all("App", stack)
      .filter((app) => belonging("LogDrain", { to: app, by: "app", stack }).length === 0)
      .map((app) => violation(app, "its log is kept nowhere; declare a LogDrain with the address that takes it")),
};
