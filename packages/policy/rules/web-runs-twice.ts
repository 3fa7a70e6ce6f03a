import { all, belonging, mapOf, type Resource } from "../resource.ts";
import { type Rule, type Violation, violation } from "../rule.ts";

/** Sizes whose dynos sleep when nobody visits. https://devcenter.heroku.com/articles/eco-dyno-hours */
const SLEEPING = ["eco"];

const WANTED = 2;

/** One dyno is restarted every day and may be lost at any time: with two, somebody always answers. */
export const webRunsTwice: Rule = {
  name: "web-runs-twice",
  description: `Each app has ${WANTED} web dynos or more, of a size that does not sleep.`,
  levels: { production: "mandatory", elsewhere: "off" },
  check: (stack) => all("App", stack).flatMap((app) => checkApp(app, stack)),
};

function checkApp(app: Resource, stack: readonly Resource[]): Violation[] {
  const formations = belonging("Formation", { to: app, by: "app", stack });
  const formation = formations.find((each) => "web" in mapOf(each, "processes"));
  if (!formation)
    return [
      violation(app, `it has no web dynos; declare a Formation with web: {quantity: ${WANTED}, size: standard-1x}`),
    ];
  const { quantity, size, autoscaling } = webOf(formation);
  const wrong: Violation[] = [];
  const [key, fewest] = autoscaling ? ["autoscaling.minimum", autoscaling.minimum] : ["quantity", quantity];
  if (typeof fewest === "number" && fewest < WANTED)
    wrong.push(
      violation(formation, `web.${key} is ${fewest}; set it to ${WANTED} or more (web.size standard-1x or larger)`),
    );
  if (SLEEPING.includes(String(size)))
    wrong.push(violation(formation, `web.size "${size}" sleeps when nobody visits; use standard-1x or larger`));
  return wrong;
}

interface Web {
  quantity?: unknown;
  size?: unknown;
  autoscaling?: { minimum?: unknown };
}

const webOf = (formation: Resource): Web => mapOf(formation, "processes").web as Web;
