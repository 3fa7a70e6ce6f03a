import fc from "fast-check";
import { expect, test } from "vitest";
import { appDescription } from "../../../components/app-settings.ts";
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
      credentials: { readonly: {}, writer: {} },
    },
  });
});

test("credentials of the app's own database are taken over, each with the first attachment under it", () => {
  const addon = { id: database.id, name: database.name, app: { id: "app-id", name: "old-shop" } };
  const attached = (name: string, namespace: string) => ({ name, namespace, addon });
  const borrowed = [
    attached("DATABASE_READONLY", "credential:readonly"),
    attached("REPORTS", "credential:readonly"),
    attached("POOL", "connection-pooling:default"),
  ];
  const configVars = { DATABASE_READONLY_URL: "postgres://readonly:secret@db.example.com/db" };
  const app = { ...small, addOns: [database], borrowed, configVars };
  const description = describeApp(app, []);
  expect(description.settings).toMatchObject({
    addOns: { database: { credentials: { readonly: { attachment: "DATABASE_READONLY" }, writer: {} } } },
    secretVars: [],
  });
  const ofDatabase = importsOf(app, description).filter(({ logicalName }) => logicalName.startsWith("app-database-"));
  expect(ofDatabase.map(({ type, logicalName, id }) => [type, logicalName, id])).toEqual([
    ["heroku:index:PostgresCredential", "app-database-readonly", "add-on-id/readonly"],
    ["heroku:index:AddOnAttachment", "app-database-readonly", "app-id/DATABASE_READONLY"],
    ["heroku:index:PostgresCredential", "app-database-writer", "add-on-id/writer"],
  ]);
  expect(leftAlone(app).filter((each) => /^(Attachment|Pooled)/.test(each))).toEqual([
    expect.stringMatching(/^Attachment HEROKU_POSTGRESQL_RED /),
    expect.stringMatching(/^Attachment REPORTS .*under the credential credential:readonly/),
    expect.stringMatching(
      /^Pooled connections to postgresql-curved-12345, and the config var POOL_URL: .*PostgresConnectionPooling/,
    ),
  ]);
});

test("a follower is left alone: without its leader it would unfollow", () => {
  const follower = { ...database, id: "other-id", name: "copy", attachments: ["COPY"], follows: true };
  const app = { ...small, addOns: [database, follower] };
  expect(Object.keys(describeApp(app, []).settings.addOns ?? {})).toEqual(["database"]);
  expect(leftAlone(app)).toContain(
    "Follower copy (heroku-postgresql:standard-0): declare an AddOn with `follow` in index.ts, and import it.",
  );
});

test("a config var that is called as a line of the stack file is left alone", () => {
  for (const key of Object.keys(appDescription.shape)) {
    const app = { ...small, configVars: { [key]: "1" } };
    expect(describeApp(app, []).settings.secretVars).toEqual([]);
    expect(leftAlone(app)).toContainEqual(expect.stringMatching(`^Config var ${key}: `));
  }
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
    addOns: [
      { ...database, credentials: undefined },
      { ...database, name: "redis-new", state: "provisioning", attachments: [], schedules: [], credentials: [] },
    ],
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
    /^Credentials of postgresql-curved-12345 beside the default one: .*pg:credentials/,
    /^Backups of HEROKU_POSTGRESQL_RED_URL .*declare a PostgresBackupSchedule/,
    /^Add-on redis-new .*provisioning\. Adopt the app once/,
    /^Attachment LEDGER of pg-2, under the credential reader/,
    /^Domain own\.example\.com, which serves your own certificate tokyo-1: .*SniEndpoint/,
    /^1 log drain that add-ons have set up/,
    /^The app's place in pipeline line: .*stage test/,
  ])
    expect(told).toContainEqual(expect.stringMatching(expected));
  expect(told).toHaveLength(12);
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
