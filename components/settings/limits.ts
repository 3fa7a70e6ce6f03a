import { formationDefinition, tierOf } from "@pulumi/heroku/checks";
import { fieldsOf, itemsOf, type Rule } from "./rule.ts";

// What Heroku refuses of an app only when it is made, as its API has no question for it.

/** As many dynos as may run. */
const mostDynos = (process: unknown): number => {
  const { quantity, autoscaling } = fieldsOf(process);
  return Number(autoscaling === undefined ? quantity : fieldsOf(autoscaling).maximum);
};

/** The first release of an app starts one web dyno of size basic, unless the formation says otherwise. */
const webIsNamed: Rule = ({ formation }) => {
  const { web, ...others } = fieldsOf(formation);
  const running = Object.entries(others).find(([, process]) => mostDynos(process) > 0);
  const { size } = fieldsOf(running?.[1]);
  return web === undefined && running && !["basic", undefined].includes(tierOf(size))
    ? [
        {
          path: ["formation", "web"],
          reason: `is missing, and Heroku's own choice, one of size basic, can't run beside ${running[0]} of "${size}"; set it, with quantity 0 if none is to run`,
        },
      ]
    : [];
};

/** What Heroku's rules for dynos say of each process type; what is of the wrong kind is reported elsewhere. */
const dynosAsHerokuHasThem: Rule = ({ formation }) => {
  const { error } = formationDefinition.inputs.shape.processes.safeParse(formation ?? {});
  const ofRules = error?.issues.filter(({ code }) => code === "custom") ?? [];
  return ofRules.map(({ path, message }) => {
    const value = path.reduce((at: unknown, key) => fieldsOf(at)[String(key)], formation);
    const reason = /^(string|number)$/.test(typeof value) ? `${JSON.stringify(value)} ${message}` : message;
    return { path: ["formation", ...path.map(String)], reason };
  });
};

/** Regions of Private Spaces; these stacks' apps run in none. https://devcenter.heroku.com/articles/private-spaces */
const SPACES_REGIONS = [
  "dublin",
  "frankfurt",
  "london",
  "montreal",
  "mumbai",
  "oregon",
  "singapore",
  "sydney",
  "tokyo",
  "virginia",
];

/** The stack of the Fir generation, whose apps run in spaces only. https://devcenter.heroku.com/articles/generations */
const FIR = "cnb";

const outsideSpaces: Rule = ({ app }) => {
  const { region, stack } = fieldsOf(app);
  return [
    ...(SPACES_REGIONS.includes(String(region))
      ? [{ path: ["app", "region"], reason: `"${region}" is for apps in a Private Space; use us or eu` }]
      : []),
    ...(stack === FIR
      ? [{ path: ["app", "stack"], reason: `"${stack}" is for apps in a Private Space; use another stack` }]
      : []),
  ];
};

const plansOutsideSpaces: Rule = ({ addOns }) =>
  Object.entries(fieldsOf(addOns)).flatMap(([key, plan]) =>
    /:(private|shield)-/.test(String(plan))
      ? [{ path: ["addOns", key], reason: `"${plan}" is for apps in a Private Space; use another plan` }]
      : [],
  );

/** https://devcenter.heroku.com/articles/limits#dynos */
const MOST_DYNOS = 100;
/** Of a process type (unverified). https://devcenter.heroku.com/articles/dyno-types#default-scaling-limits */
const MOST_PERFORMANCE_DYNOS = 10;

const dynosAtMost: Rule = ({ formation }) => {
  const dynos = Object.entries(fieldsOf(formation)).map(([type, process]) => ({
    path: [
      "formation",
      type,
      ...(fieldsOf(process).autoscaling === undefined ? ["quantity"] : ["autoscaling", "maximum"]),
    ],
    quantity: mostDynos(process),
    most: String(fieldsOf(process).size).startsWith("performance-") ? MOST_PERFORMANCE_DYNOS : MOST_DYNOS,
  }));
  const single = dynos.filter(({ quantity, most }) => quantity > most);
  if (single.length > 0)
    return single.map(({ path, quantity, most }) => ({
      path,
      reason: `${quantity} is too large; at most ${most} of this size`,
    }));
  const total = dynos.reduce((sum, { quantity }) => sum + quantity, 0);
  return total > MOST_DYNOS
    ? [{ path: ["formation"], reason: `${total} dynos are too many; an app runs at most ${MOST_DYNOS}` }]
    : [];
};

/** https://devcenter.heroku.com/articles/limits */
const MOST = { domains: 1000, logDrains: 5 };

const itemsAtMost: Rule = (settings) =>
  Object.entries(MOST).flatMap(([list, most]) => {
    const { length } = itemsOf(settings[list]);
    return length > most ? [{ path: [list], reason: `${length} are too many; an app has at most ${most}` }] : [];
  });

/** Domains get certificates, which Heroku does not manage for Eco dynos. https://devcenter.heroku.com/articles/automated-certificate-management */
const domainsNeedBasic: Rule = ({ domains, formation }) => {
  const eco = Object.entries(fieldsOf(formation)).find(([, process]) => fieldsOf(process).size === "eco");
  return eco && itemsOf(domains).length > 0
    ? [
        {
          path: ["domains"],
          reason: `get no certificates while formation.${eco[0]}.size is "eco": use basic or larger, or remove them`,
        },
      ]
    : [];
};

/** Config vars that add-ons set, by their key in `addOns`. */
const SET_BY: Record<string, string[]> = {
  database: ["DATABASE_URL"],
  database2: ["DATABASE_URL", "FOLLOWER_URL", "FORMER_DATABASE_URL"],
  redis: ["REDIS_URL"],
  cache: ["MEMCACHIER_SERVERS", "MEMCACHIER_USERNAME", "MEMCACHIER_PASSWORD"],
  documents: ["ORMONGO_URL"],
  mail: ["SENDGRID_USERNAME", "SENDGRID_PASSWORD"],
  errors: ["SENTRY_DSN"],
  performance: ["NEW_RELIC_LICENSE_KEY", "NEW_RELIC_LOG"],
  logs: ["PAPERTRAIL_API_TOKEN"],
};

const namesOfAddOns: Rule = ({ addOns, credentials, vars, secretVars }) => {
  const own = Object.keys(fieldsOf(addOns)).flatMap((key) =>
    (Object.hasOwn(SET_BY, key) ? (SET_BY[key] ?? []) : []).map((name) => ({ name, by: `addOns.${key}` })),
  );
  const attached = Object.entries(fieldsOf(credentials)).flatMap(([key, credential]) => {
    const { attachment } = fieldsOf(credential);
    return typeof attachment === "string" ? [{ name: `${attachment}_URL`, by: `credentials.${key}`, key }] : [];
  });
  const taken = new Map([...own, ...attached].map(({ name, by }) => [name, by]));
  const reason = (name: string) => `is set by ${taken.get(name)}; choose another name`;
  const twice = attached.filter(({ name, by }) => own.some((each) => each.name === name) || taken.get(name) !== by);
  return [
    ...twice.map(({ name, key }) => ({
      path: ["credentials", key, "attachment"],
      reason: `gives the app ${name}, which something else sets; choose another name`,
    })),
    ...Object.keys(fieldsOf(vars)).flatMap((name) =>
      taken.has(name) ? [{ path: ["vars", name], reason: reason(name) }] : [],
    ),
    ...itemsOf(secretVars).flatMap((name, index) =>
      taken.has(name) ? [{ path: ["secretVars", index], reason: `"${name}" ${reason(name)}` }] : [],
    ),
  ];
};

export const limits: readonly Rule[] = [
  webIsNamed,
  dynosAsHerokuHasThem,
  outsideSpaces,
  plansOutsideSpaces,
  dynosAtMost,
  itemsAtMost,
  domainsNeedBasic,
  namesOfAddOns,
];
