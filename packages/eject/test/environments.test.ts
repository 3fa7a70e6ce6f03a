import type { HerokuReader } from "@pulumi/heroku/read";
import { expect, test } from "vitest";
import schema from "../../heroku/generated/schema.json" with { type: "json" };
import { environmentsOf } from "../environment.ts";
import { filesOf } from "../index.ts";
import type { Resource } from "../state.ts";

const uuid = (kind: number, number: number) => `00000000-0000-4000-800${kind}-${String(number).padStart(12, "0")}`;
const SLUG = uuid(2, 12);

const CANARY = "canary-ciphertext-20aa";
const HIDDEN = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", ciphertext: CANARY };

const PARENT = "urn:pulumi:production::p::consumer-notebook:index:HerokuApp::site";

const resource = (noun: string, name: string, inputs: Resource["inputs"], more: Partial<Resource> = {}): Resource => ({
  urn: `${PARENT.replace(/::site$/, "")}$heroku:index:${noun}::${name}`,
  type: `heroku:index:${noun}`,
  id: `${noun}-id`,
  parent: PARENT,
  inputs,
  outputs: {},
  propertyDependencies: {},
  ...more,
});

const app = "App-id";
const DATABASE = { app, plan: "heroku-postgresql:standard-0" };
const READONLY = { app, addOn: "db-id", name: "REPORTS", namespace: "credential:readonly" };
const POOLED = { outputs: { configVars: ["POOL_URL"] } };
const COPIED = { outputs: { configVars: ["COPY_URL"] } };
const STORE = { id: "store-id", outputs: { configVars: ["REDIS_TLS_URL", "REDIS_URL"] } };
const OF_RELEASE = { propertyDependencies: { triggers: [resource("Promotion", "site", {}).urn] } };
const STATE: Resource[] = [
  resource("App", "site", { name: "shop", region: "us", maintenance: false }),
  resource("App", "other", { name: "other-shop", region: "us" }, { id: "other-id" }),
  resource("ConfigVars", "site", { app, vars: { OPEN: "1", MARKED: HIDDEN }, secretVars: { S3_KEY: HIDDEN } }),
  resource("ConfigVars", "site-more", { app, vars: {}, secretVars: HIDDEN }),
  resource("AddOn", "site-mail", { app, plan: "sendgrid:bronze" }, { outputs: { configVars: ["SENDGRID_PASSWORD"] } }),
  resource("AddOn", "site-store", { app, plan: "heroku-redis:premium-0" }, STORE),
  resource("KeyValueStoreSettings", "site-store", { addOn: "store-id", timeout: 60, notifyKeyspaceEvents: "" }),
  resource("KeyValueStoreMaintenanceWindow", "site-store", { addOn: "store-id", day: "sunday", time: "02:30" }),
  resource("KeyValueStoreCredential", "site-store", { addOn: "store-id", triggers: { month: "11" } }),
  resource("LogDrain", "site-LOG_DRAIN_URL", { app, url: HIDDEN }),
  resource("PipelineCoupling", "site", { app, pipeline: "pipeline-id", stage: "production" }),
  resource("Promotion", "site", { pipeline: "pipeline-id", source: "staging-id", target: app, version: 20 }),
  resource("AddOn", "site-database", DATABASE, { id: "db-id", outputs: { configVars: ["HEROKU_POSTGRESQL_RED_URL"] } }),
  resource("PostgresCredential", "site-database-default", { addOn: "db-id", name: "default", rotation: "2026-11" }),
  resource("PostgresCredential", "site-database-readonly", { addOn: "db-id", name: "readonly" }),
  resource("AddOnAttachment", "site-database-readonly", READONLY, { outputs: { configVars: ["REPORTS_URL"] } }),
  resource("AddOn", "site-archive", { ...DATABASE, attachment: "ARCHIVE" }, { id: "archive-id" }),
  resource("AddOn", "site-copy", { ...DATABASE, attachment: "COPY", follow: "db-id" }, { id: "copy-id", ...COPIED }),
  resource("PostgresConnectionPooling", "site-pool", { app, addOn: "db-id", name: "POOL" }, POOLED),
  resource("PostgresConnectionPooling", "other-pool", { app: "other-id", addOn: "db-id", name: "POOL" }),
  resource("PostgresMaintenanceWindow", "site-database", { addOn: "db-id", day: "tuesday", time: "02:30" }),
  resource("PostgresLink", "site-archive", { addOn: "db-id", remote: "archive-id", name: "archive" }),
  resource("PostgresLink", "site-elsewhere", { addOn: "db-id", remote: "another-id", name: "elsewhere" }),
  resource("AddOnAttachment", "site-pool", { ...READONLY, name: "POOL", namespace: "connection-pooling:default" }),
  resource("AddOnAttachment", "site-undeclared", { ...READONLY, name: "OLD", namespace: "credential:by-hand" }),
  resource("AddOnAttachment", "other-ledger", { ...READONLY, app: "other-id" }),
  resource("PostgresCredential", "elsewhere", { addOn: "another-id", name: "readonly" }),
  resource(
    "OneOffJob",
    "site-migrate",
    { app, command: "migrate", size: "standard-2x", triggers: { run: "7" } },
    OF_RELEASE,
  ),
  resource("OneOffJob", "site-import", { app, command: "import", triggers: { run: "2026-11" } }),
  resource("OneOffJob", "site-hidden", { app, command: HIDDEN }),
  resource("Rollback", "site", { app, version: 12 }, { outputs: { slug: SLUG } }),
  resource("SniEndpoint", "site-own", { app, certificateChain: HIDDEN, privateKey: HIDDEN }),
];

const COMMIT = "0123456789abcdef0123456789abcdef01234567";
const release = (version: number, current: boolean) => ({
  ...{ id: uuid(1, version), app: { name: "shop" }, version, description: "", status: "succeeded", current },
  ...{ created_at: "", slug: { id: uuid(2, version) }, eligible_for_rollback: true },
});

/** Heroku as far as it is asked; the other app is gone there. */
const ANSWERS: Record<string, unknown> = {
  "/pipelines/pipeline-id": { name: "line" },
  "/apps/App-id": { name: "shop" },
  "/apps/staging-id": { name: "shop-staging" },
  "/apps/App-id/formation": [{ type: "web", command: "serve" }],
  "/apps/App-id/releases": [release(12, false), { ...release(14, true), slug: { id: SLUG } }],
  [`/apps/App-id/slugs/${SLUG}`]: { commit: COMMIT },
};

const readerOf = (answers: Record<string, unknown>): Pick<HerokuReader, "find" | "list"> => ({
  find: async (path, answer) => (path in answers ? answer.parse(answers[path]) : undefined),
  list: async (path, item) => (answers[path] as unknown[]).map((each) => item.parse(each)),
});

const environments = await environmentsOf(STATE, readerOf(ANSWERS));

test("each app of a stack is an environment of its own", () => {
  expect(environments.map((each) => [each.app.name, each.secretVars, each.commands])).toEqual([
    ["shop", ["MARKED", "S3_KEY"], { web: "serve" }],
    ["other-shop", [], {}],
  ]);
});

test("what another stack owns is called by its name at Heroku, and what is not rebuilt is told", () => {
  expect(environments[0]).toMatchObject({
    vars: { OPEN: "1" },
    addOns: [
      { key: "archive" },
      { key: "database" },
      { key: "mail", plan: "sendgrid:bronze", configVars: ["SENDGRID_PASSWORD"] },
      {
        key: "store",
        attachment: "REDIS",
        store: { timeout: 60, notifyKeyspaceEvents: "", window: { day: "sunday", time: "02:30" } },
      },
    ],
    drains: ["LOG_DRAIN_URL"],
    pipeline: { name: "line", stage: "production", isOwn: false },
    promotedFrom: "shop-staging",
    further: [
      "AddOnAttachment site-pool",
      "OneOffJob site-hidden, whose very command is secret",
      "PostgresLink site-elsewhere",
      "SniEndpoint site-own",
      "config vars whose very names are secret in the program",
    ],
  });
  expect(environments[1]?.further).toEqual(["AddOnAttachment other-ledger", "PostgresConnectionPooling other-pool"]);
});

test("a database has all that is declared of it, under the names that it has got", () => {
  expect(environments[0]?.addOns[1]).toEqual({
    key: "database",
    plan: "heroku-postgresql:standard-0",
    attachment: "HEROKU_POSTGRESQL_RED",
    config: {},
    configVars: ["HEROKU_POSTGRESQL_RED_URL", "REPORTS_URL", "POOL_URL", "COPY_URL"],
    credentials: ["readonly", "by-hand"],
    attachments: [
      { name: "REPORTS", credential: "readonly" },
      { name: "OLD", credential: "by-hand" },
    ],
    pools: ["POOL"],
    window: { day: "tuesday", time: "02:30" },
    links: [{ name: "archive", remote: "ARCHIVE" }],
    followers: [{ plan: "heroku-postgresql:standard-0", attachment: "COPY" }],
  });
});

test("a job whose triggers come from a release of new code is for each of them", () => {
  expect(environments[0]?.jobs).toEqual([
    { key: "import", command: "import", isForEachRelease: false },
    { key: "migrate", command: "migrate", size: "standard-2x", isForEachRelease: true },
  ]);
});

test("a rollback counts for as long as its code runs; a commit that is not of git is none", async () => {
  const rolledBack = async (more: Record<string, unknown>) =>
    (await environmentsOf(STATE, readerOf({ ...ANSWERS, ...more })))[0]?.rolledBack;
  expect(await rolledBack({})).toEqual({ version: 12, commit: COMMIT });
  expect(await rolledBack({ [`/apps/App-id/slugs/${SLUG}`]: { commit: "f".repeat(64) } })).toEqual({ version: 12 });
  expect(await rolledBack({ "/apps/App-id/releases": [release(12, false), release(15, true)] })).toBeUndefined();
});

test("no type of resource can be overlooked: what names neither app nor add-on is told as not rebuilt", async () => {
  const owned = Object.entries(schema.resources).filter(([, { inputProperties }]) =>
    ["app", "source", "addOn"].some((owner) => owner in inputProperties),
  );
  const nouns = Object.keys(schema.resources)
    .filter((type) => !owned.some(([each]) => each === type))
    .map((type) => type.split(":").at(-1) ?? "");
  expect(nouns).toEqual(expect.arrayContaining(["App", "Pipeline", "PipelineConfigVars", "ReviewAppConfig"]));
  const others = nouns.filter((noun) => !["App", "Pipeline"].includes(noun));
  const state = [...STATE, ...others.map((noun) => resource(noun, "of-nobody", {}))];
  const [shop] = await environmentsOf(state, readerOf(ANSWERS));
  for (const noun of others) expect(JSON.stringify(shop)).toContain(`${noun} of-nobody`);
});

test("nothing of a secret is in a file, not even what it is encrypted to", () => {
  for (const environment of environments) expect(JSON.stringify(filesOf(environment))).not.toContain(CANARY);
});
