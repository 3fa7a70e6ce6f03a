import fc from "fast-check";
import { expect, test } from "vitest";
import { describeApp } from "../description.ts";
import { filesOf } from "../files.ts";
import { importsOf } from "../imports.ts";
import { leftAlone } from "../left-alone.ts";
import { database, small } from "./app.ts";

test("what add-ons set is theirs, what --plain names is open, and all else is secret", () => {
  const configVars = { DATABASE_URL: "1", HEROKU_POSTGRESQL_RED_URL: "2", SHARED_URL: "3", DEBUG: "4", S3_KEY: "5" };
  const borrowed = [
    { name: "SHARED", addon: { id: "other-id", name: "redis-flat-1", app: { id: "other", name: "o" } } },
  ];
  const { settings, secrets } = describeApp({ ...small, addOns: [database], borrowed, configVars }, ["DEBUG"]);
  expect(settings.vars).toEqual({ DEBUG: "4" });
  expect(settings.secretVars).toEqual(["S3_KEY"]);
  expect(secrets).toEqual({ S3_KEY: "5" });
  expect(settings.addOns).toEqual({
    database: {
      plan: "heroku-postgresql:standard-0",
      name: "postgresql-curved-12345",
      attachment: "DATABASE",
      backup: { hour: 3, timezone: "Europe/Berlin" },
    },
  });
});

test("a log drain gets a key that no config var has; those of add-ons are left to them", () => {
  const drains = [
    { id: "1", url: "https://one.example.com" },
    { id: "2", url: null, addon: {} },
    { id: "3", url: "https://three.example.com" },
  ];
  const { settings, drains: byKey } = describeApp({ ...small, drains, configVars: { LOG_DRAIN_URL: "taken" } }, []);
  expect(settings.logDrains).toEqual(["LOG_DRAIN_URL_2", "LOG_DRAIN_URL_3"]);
  expect(byKey).toEqual({ LOG_DRAIN_URL_2: "1", LOG_DRAIN_URL_3: "3" });
});

test("a domain that serves a certificate of one's own is not declared: that would take the certificate away", () => {
  const domains = [
    { hostname: "own.example.com", kind: "custom", sni_endpoint: { name: "tokyo-1" } },
    { hostname: "bare.example.com", kind: "custom" },
  ];
  const app = { ...small, domains };
  const description = describeApp(app, []);
  expect(description.settings).toMatchObject({ domains: ["bare.example.com"], automaticCertificates: false });
  const imported = importsOf(app, description).map(({ type, logicalName }) => `${type} ${logicalName}`);
  expect(imported).toContain("heroku:index:Domain app-bare.example.com");
  expect(imported.filter((each) => /own\.example|AutomaticCertificates/.test(each))).toEqual([]);
});

test("what the stack does not take over is told, with what to do", () => {
  const told = leftAlone({
    ...small,
    addOns: [database, { ...database, name: "redis-new", state: "provisioning", attachments: [], schedules: [] }],
    borrowed: [
      { name: "LEDGER", namespace: "reader", addon: { id: "x", name: "pg-2", app: { id: "y", name: "books" } } },
    ],
    configVars: { app: "1", "no-dash": "2", "what?": "3" },
    domains: [{ hostname: "own.example.com", kind: "custom", sni_endpoint: { name: "tokyo-1" } }],
    drains: [{ id: "2", addon: {} }],
    coupling: { id: "c", stage: "test", pipeline: { id: "p" }, pipelineName: "line" },
  });
  for (const expected of [
    /^The code that runs: .* `build`\.$/,
    /^Dynos: the app has no release yet/,
    /^Config var app: .*Rename it/,
    /^Config var what\?: /,
    /^Attachment HEROKU_POSTGRESQL_RED of postgresql-curved-12345: declare an AddOnAttachment/,
    /^Backups of HEROKU_POSTGRESQL_RED_URL .*declare a PostgresBackupSchedule/,
    /^Add-on redis-new .*provisioning\. Adopt the app once/,
    /^Attachment LEDGER of pg-2, under the credential reader/,
    /^Domain own\.example\.com, which serves your own certificate tokyo-1: .*SniEndpoint/,
    /^1 log drain that add-ons have set up/,
    /^The app's place in pipeline line: .*stage test/,
  ])
    expect(told).toContainEqual(expect.stringMatching(expected));
  expect(told).toHaveLength(11);
});

test("whatever the config vars are called and hold, no file holds a value that is not plain", () => {
  const canary = "canary-secret-77d0";
  const name = fc.oneof(fc.string(), fc.constantFrom("app", "vars", "S3_KEY", "lower", "__proto__", "A.B"));
  const vars = fc.dictionary(
    name,
    fc.string().map((text) => `${canary}${text}`),
  );
  fc.assert(
    fc.property(vars, (configVars) => {
      const app = { ...small, configVars, drains: [{ id: "1", url: `https://${canary}@logs.example.com` }] };
      const description = describeApp(app, []);
      const parts = { settings: description.settings, imports: importsOf(app, description) };
      const texts = Object.values(filesOf("old-shop", "production", { folder: "/r/adopted/a", root: "/r" }, parts));
      expect([...texts, ...leftAlone(app)].join("\n")).not.toContain(canary);
    }),
  );
});
