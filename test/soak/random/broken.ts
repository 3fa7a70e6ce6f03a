import fc from "fast-check";
import type { Config } from "./stack-file.ts";
import { PROTOTYPE_NAMES } from "./texts.ts";
import { pathsIn, replaced } from "./trees.ts";

/** A stack file with one thing that is wrong with it. */
export interface Broken {
  config: Config;
  /** Text that stands in the file instead of what the config says, where YAML itself is what is wrong. */
  yaml?: (text: string) => string;
  /** What the error has to name. */
  names: string;
}

/** Must never be read in an error. */
export const IN_CLEAR = "canary-in-clear-5c0e";

type Break = (config: Config) => fc.Arbitrary<Broken>;

const set = (config: Config, path: (string | number)[], value: unknown, names: string): Broken => ({
  config: put(config, path, value) as Config,
  names,
});

/** Like `replaced`, and makes what is not there. */
function put(value: unknown, [key, ...rest]: (string | number)[], by: unknown): unknown {
  if (key === undefined) return by;
  if (Array.isArray(value)) return Object.assign([...value], { [key]: put(value[Number(key)], rest, by) });
  const own = typeof value === "object" && value !== null ? Object.entries(value) : [];
  const below = own.find(([name]) => name === String(key))?.[1];
  return Object.fromEntries([...own.filter(([name]) => name !== String(key)), [String(key), put(below, rest, by)]]);
}

const at = (path: string) => `consumer-notebook:${path}`;

/** Keys whose values are maps or lists, and what is neither. */
const CONTAINERS = ["app", "formation", "addOns", "vars", "secretVars", "logDrains", "domains", "features", "jobs"];

const wrongKind: Break = (config) => {
  const inner = CONTAINERS.flatMap((key) =>
    pathsIn(config[key])
      .filter((path) => path.length > 0)
      .map((path) => [key, ...path]),
  );
  const scalar = fc
    .constantFrom<unknown>(12.5, true, "text", -1)
    .map((value) => ({ value, of: CONTAINERS.map((key) => [key]) }));
  const container = fc.constantFrom<unknown>([["a"]], { a: { b: 1 } }, [[[]]]).map((value) => ({ value, of: inner }));
  return fc.tuple(fc.oneof(scalar, container), fc.nat()).map(([{ value, of }, nth]) => {
    const path = of[nth % of.length] ?? ["app"];
    return { config: replaced(config, path, value) as Config, names: at(String(path[0])) };
  });
};

const unknownKey: Break = (config) =>
  fc
    .tuple(
      fc.constantFrom<string[]>([], ["app"], ["formation"], ["formation", "web"], ["addOns"], ["backup"]),
      fc.oneof(
        fc.constantFrom("nam", "sise", "databse", "webb", ...PROTOTYPE_NAMES),
        fc.stringMatching(/^[a-z]{3,12}x$/),
      ),
      fc.constantFrom<unknown>("text", 1, { size: "basic" }, []),
    )
    .map(([path, key, value]) => set(config, [...path, key], value, path.length === 0 ? key : (path[0] as string)));

const missing: Break = (config) =>
  fc.constantFrom<string[]>(["app"], ["formation"], ["addOns"], ["app", "name"]).map((path) => {
    const [key = "", below] = path;
    const rest = Object.fromEntries(Object.entries(config).filter(([name]) => name !== key));
    return { config: below === undefined ? rest : { ...rest, app: { maintenance: true } }, names: at(path.join(".")) };
  });

const outOfRange: Break = (config) =>
  fc.constantFrom(
    set(config, ["formation", "web"], { quantity: -1, size: "standard-1x" }, at("formation.web.quantity")),
    set(config, ["formation", "web"], { quantity: 1.5, size: "standard-1x" }, at("formation.web.quantity")),
    set(config, ["formation", "web"], { quantity: 101, size: "standard-1x" }, at("formation")),
    set(config, ["formation", "web"], { quantity: 1e308, size: "standard-1x" }, at("formation")),
    set(config, ["formation", "web"], { quantity: 11, size: "performance-m" }, at("formation")),
    set(config, ["formation", "web"], { quantity: 2, size: "eco" }, at("formation.web.quantity")),
    set(config, ["backup"], { hour: 24 }, at("backup.hour")),
    set(config, ["backup"], { hour: 3, timezone: "Mars/Olympus" }, at("backup.timezone")),
    set(config, ["rollbackTo"], 0, at("rollbackTo")),
    set(config, ["release"], 3, at("release")),
    set(config, ["app", "name"], "a".repeat(31), at("app.name")),
    set(config, ["app", "name"], "Capital", at("app.name")),
    set(config, ["pipeline"], "x", at("pipeline")),
    set(config, ["build"], "no/such/folder", "no/such/folder"),
    set(config, ["build"], "components", "components"),
    set(config, ["jobs"], { "Not A Name": { command: "true" } }, at("jobs")),
    set(config, ["jobs"], { migrate: { command: "one\ntwo" } }, at("jobs.migrate.command")),
    set(config, ["confirmDataLoss"], ["nothing"], at("confirmDataLoss")),
    set(config, ["promotesFrom"], "staging", at("promotesFrom")),
    set(config, ["credentials"], { "": {} }, at("credentials")),
  );

const lists: Break = (config) =>
  fc.constantFrom(
    set(config, ["domains"], ["a.example.com", "a.example.com"], at("domains[1]")),
    set(config, ["domains"], ["*.example.com"], at("domains[0]")),
    set(config, ["domains"], ["Capital.example.com"], at("domains[0]")),
    set(config, ["domains"], ["bücher.example"], at("domains[0]")),
    set(config, ["domains"], ["x.herokuapp.com"], at("domains[0]")),
    set(config, ["domains"], [`${"a".repeat(64)}.example.com`], at("domains[0]")),
    set(
      config,
      ["domains"],
      Array.from({ length: 1001 }, (_, index) => `d${index}.example.com`),
      at("domains"),
    ),
    set(config, ["features"], ["prebot"], at("features[0]")),
    set(config, ["secretVars"], ["lower"], at("secretVars[0]")),
    set(config, ["secretVars"], ["NOT_THERE"], at("NOT_THERE")),
    set(
      config,
      ["logDrains"],
      Array.from({ length: 6 }, (_, index) => `DRAIN_${index}`),
      at("logDrains"),
    ),
  );

const secretsInClear: Break = (config) =>
  fc.constantFrom(
    { config: { ...config, secretVars: ["S3_KEY"], S3_KEY: IN_CLEAR }, names: at("S3_KEY") },
    { config: { ...config, UNNAMED: IN_CLEAR }, names: at("UNNAMED") },
    set(config, ["vars", "STRIPE_API_KEY"], IN_CLEAR, at("vars.STRIPE_API_KEY")),
    set(config, ["secretVars"], [{ S3_KEY: IN_CLEAR }], at("secretVars[0]")),
  );

const between: Break = (config) =>
  fc.constantFrom(
    set(
      config,
      ["formation"],
      { web: { quantity: 1, size: "basic" }, worker: { quantity: 1, size: "standard-1x" } },
      at("formation.worker.size"),
    ),
    set(
      { ...config, features: ["preboot"] },
      ["formation"],
      { web: { quantity: 1, size: "basic" } },
      at("features[0]"),
    ),
    set(
      { ...config, addOns: { database: "heroku-postgresql:essential-0" } },
      ["credentials"],
      { reader: {} },
      at("credentials.reader"),
    ),
    set(
      { ...config, addOns: { database: "heroku-postgresql:essential-0" } },
      ["vars", "DATABASE_URL"],
      "x",
      at("vars.DATABASE_URL"),
    ),
    set({ ...config, formation: { web: { quantity: 1, size: "eco" } } }, ["domains"], ["a.example.com"], at("domains")),
    set(config, ["vars", "BIG"], "x".repeat(70_000), "bytes are too many"),
    set(config, ["formation"], { worker: { quantity: 1, size: "standard-1x" } }, at("formation.web")),
    set({ ...config, features: ["preboot"] }, ["formation"], {}, at("features[0]")),
    set(config, ["vars", "__proto__"], "x", at("vars.__proto__")),
    set(config, ["vars"], { NUMBER: 1, YES: true }, at("vars.NUMBER")),
    set(config, ["vars", "1st"], "x", at("vars.1st")),
  );

const onlyHerokuKnows: Break = (config) =>
  fc.constantFrom(
    set(config, ["addOns", "logs"], "papertrail:chocklad", "papertrail:chocklad"),
    set(config, ["addOns", "database"], "heroku-postgresql:standard-99", "heroku-postgresql:standard-99"),
    set(config, ["addOns", "redis"], "heroku-redis:private-7", "heroku-redis:private-7"),
    set(config, ["addOns", "redis"], "memcachier:dev", at("addOns.redis")),
    set(config, ["formation", "web"], { quantity: 1, size: "standard-3x" }, "standard-3x"),
    set(config, ["app", "region"], "uss", "uss"),
    set(config, ["app", "region"], "virginia", "virginia"),
    set(config, ["app", "stack"], "heroku-42", "heroku-42"),
    set(config, ["app", "stack"], "cnb", "cnb"),
  );

/** What is not YAML, or not what a stack file may be. */
const notYaml: Break = (config) =>
  fc
    .constantFrom<(text: string) => string>(
      (text) => `${text}\n\tconsumer-notebook:x: 1\n`,
      (text) => `${text}  consumer-notebook:x: [1, 2\n`,
      (text) => `${text}  consumer-notebook:x: *nobody\n`,
      (text) => `${text}  consumer-notebook:x: "open\n`,
      (text) => text.replace("config:", "config: text\nother:"),
      () => "- a\n- list\n",
      () => "\u0000\u0001",
      (text) => `${text}  consumer-notebook:x: ${"[".repeat(20_000)}\n`,
      (text) => `${text}  consumer-notebook:x: [.nan, -.inf]\n`,
    )
    .map((yaml) => ({ config, yaml, names: "stack configuration" }));

/** What YAML can say and a stack file has no use for. */
const yamlTricks: Break = (config) =>
  fc
    .constantFrom<[lines: string, names: string]>(
      ["  consumer-notebook:x: &a [1]\n  consumer-notebook:y: [*a, *a]\n", at("x")],
      ["  consumer-notebook:x:\n    <<: {size: basic}\n", at("x")],
      [`  consumer-notebook:x: ${"[".repeat(500)}${"]".repeat(500)}\n`, at("x")],
      ["  consumer-notebook:__proto__: {polluted: true}\n", at("__proto__")],
      ["  consumer-notebook:constructor: 1\n", at("constructor")],
    )
    .map(([lines, names]) => ({ config, names, yaml: (text: string) => text + lines }));

const breaks: readonly Break[] = [
  wrongKind,
  wrongKind,
  unknownKey,
  unknownKey,
  missing,
  outOfRange,
  outOfRange,
  lists,
  secretsInClear,
  between,
  onlyHerokuKnows,
  notYaml,
  yamlTricks,
];

export const broken = (valid: fc.Arbitrary<Config>): fc.Arbitrary<Broken> =>
  fc.tuple(valid, fc.constantFrom(...breaks)).chain(([config, breaking]) => breaking(config));
