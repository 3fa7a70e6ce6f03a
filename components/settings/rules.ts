import { isEssential, SINGLE_DYNO, type Wrong } from "@pulumi/heroku/checks";
import { DATABASES, type Database, otherThan } from "./databases.ts";
import { limits } from "./limits.ts";
import { fieldsOf, itemsOf, type Rule } from "./rule.ts";

const nothingTwice: Rule = (settings) =>
  ["domains", "features", "secretVars", "logDrains", "confirmDataLoss"].flatMap((list) => {
    const items = itemsOf(settings[list]);
    return items.flatMap((item, index) =>
      items.indexOf(item) < index ? [{ path: [list, index], reason: `"${item}" stands here twice; remove one` }] : [],
    );
  });

/** Libraries skip this key in silence, as it would change what an object is. */
const noProto: Rule = (settings) => pathsToProto(settings).map((path) => ({ path, reason: "is no name; remove it" }));

function pathsToProto(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    const here = [...path, Array.isArray(value) ? Number(key) : key];
    return key === "__proto__" ? [here] : pathsToProto(item, here);
  });
}

const openOrSecret: Rule = ({ vars, secretVars }) =>
  itemsOf(secretVars).flatMap((name, index) =>
    Object.hasOwn(fieldsOf(vars), name)
      ? [{ path: ["secretVars", index], reason: `"${name}" stands in vars too; a config var is either open or secret` }]
      : [],
  );

const textsInQuotes: Rule = ({ vars }) =>
  Object.entries(fieldsOf(vars)).flatMap(([name, value]) =>
    typeof value === "number" || typeof value === "boolean"
      ? [{ path: ["vars", name], reason: `${value} is read as a ${typeof value}; put it in quotes: "${value}"` }]
      : [],
  );

const prebootNeedsStandard: Rule = ({ features, formation }) => {
  // Where it is not named, Heroku itself runs one of size basic.
  const size = String(fieldsOf(fieldsOf(formation).web).size ?? "basic");
  const index = itemsOf(features).indexOf("preboot");
  return index >= 0 && SINGLE_DYNO.includes(size)
    ? [
        {
          path: ["features", index],
          reason: `"preboot" does not work with formation.web.size "${size}": remove it, or use standard-1x or larger`,
        },
      ]
    : [];
};

const primaryIn = (primary: unknown): Database => (primary === "database2" ? primary : "database");

const backupOfSomething: Rule = ({ backup, addOns, primary }) =>
  backup !== undefined && !Object.hasOwn(fieldsOf(addOns), primaryIn(primary))
    ? [{ path: ["backup"], reason: `there is no addOns.${primaryIn(primary)} to back up; remove it` }]
    : [];

const primaryOfSomething: Rule = ({ addOns, primary }) => {
  const [key, plans] = [primaryIn(primary), fieldsOf(addOns)];
  // Without any database there is none to be the primary.
  const isMeant = key === "database2" || Object.hasOwn(plans, otherThan(key));
  return isMeant && !Object.hasOwn(plans, key)
    ? [{ path: ["primary"], reason: `there is no addOns.${key}; name the database that is there` }]
    : [];
};

/** https://devcenter.heroku.com/articles/heroku-postgres-follower-databases */
const followerOfSomething: Rule = ({ addOns, follower }) => {
  if (follower !== true) return [];
  const plans = fieldsOf(addOns);
  const missing = DATABASES.filter((key) => !Object.hasOwn(plans, key));
  const small = DATABASES.filter((key) => isEssential(String(plans[key])));
  const reason = "neither follows nor is followed: that takes the Standard tier or above on both sides";
  return missing.length > 0
    ? missing.map((key) => ({ path: ["follower"], reason: `there is no addOns.${key}; add it, or remove this` }))
    : small.map((key) => ({ path: ["addOns", key], reason: `"${plans[key]}" ${reason}` }));
};

/** https://devcenter.heroku.com/articles/heroku-postgresql-credentials */
const credentialsOfThePlan: Rule = ({ credentials, addOns, primary }) => {
  const plan = fieldsOf(addOns)[primaryIn(primary)];
  const names = Object.keys(fieldsOf(credentials));
  if (plan === undefined)
    return names.map((name) => ({
      path: ["credentials", name],
      reason: `there is no addOns.${primaryIn(primary)} to use; remove it`,
    }));
  const wrong = isEssential(String(plan)) ? names.filter((name) => name !== "default") : [];
  const reason = `needs another plan than "${plan}": the Essential plans have the credential "default" only`;
  return wrong.map((name) => ({ path: ["credentials", name], reason }));
};

const noWildcards: Rule = ({ domains }) =>
  itemsOf(domains).flatMap((hostname, index) =>
    hostname.startsWith("*.")
      ? [{ path: ["domains", index], reason: `"${hostname}" gets no automatic certificate; name each host instead` }]
      : [],
  );

const oneOrigin: Rule = ({ build, pipeline, promotesFrom, release }, stack) => {
  const wrong: Wrong[] = [];
  if (promotesFrom === stack)
    wrong.push({ path: ["promotesFrom"], reason: `"${stack}" is this stack; name the one whose releases run here` });
  if (release !== undefined && build !== undefined)
    wrong.push({ path: ["release"], reason: `${release} can't run where build says what runs; remove one of them` });
  if (release !== undefined && promotesFrom === undefined)
    wrong.push({ path: ["release"], reason: `${release} of which stack? Name it in promotesFrom, or remove release` });
  if (pipeline !== undefined && promotesFrom !== undefined)
    wrong.push({
      path: ["pipeline"],
      reason: `"${pipeline}" belongs to the stack in promotesFrom; remove one of them`,
    });
  return wrong;
};

export const rules: readonly Rule[] = [
  nothingTwice,
  noProto,
  openOrSecret,
  textsInQuotes,
  prebootNeedsStandard,
  backupOfSomething,
  primaryOfSomething,
  followerOfSomething,
  credentialsOfThePlan,
  noWildcards,
  oneOrigin,
  ...limits,
];
