import fc from "fast-check";
import { at, type Break, set } from "./break.ts";

/** Must never be read in an error. */
export const IN_CLEAR = "canary-in-clear-5c0e";

export const outOfRange: Break = (config) =>
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

export const lists: Break = (config) =>
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

export const secretsInClear: Break = (config) =>
  fc.constantFrom(
    { config: { ...config, secretVars: ["S3_KEY"], S3_KEY: IN_CLEAR }, names: at("S3_KEY") },
    { config: { ...config, UNNAMED: IN_CLEAR }, names: at("UNNAMED") },
    set(config, ["vars", "STRIPE_API_KEY"], IN_CLEAR, at("vars.STRIPE_API_KEY")),
    set(config, ["secretVars"], [{ S3_KEY: IN_CLEAR }], at("secretVars[0]")),
  );

export const between: Break = (config) =>
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

export const onlyHerokuKnows: Break = (config) =>
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
