import type { HerokuReader } from "@pulumi/heroku/read";
import { expect, test } from "vitest";
import { environmentsOf } from "../environment.ts";
import { filesOf } from "../index.ts";
import type { Resource } from "../state.ts";

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
  ...more,
});

const app = "App-id";
const STATE: Resource[] = [
  resource("App", "site", { name: "shop", region: "us", maintenance: false }),
  resource("App", "other", { name: "other-shop", region: "us" }, { id: "other-id" }),
  resource("ConfigVars", "site", { app, vars: { OPEN: "1", MARKED: HIDDEN }, secretVars: { S3_KEY: HIDDEN } }),
  resource("ConfigVars", "site-more", { app, vars: {}, secretVars: HIDDEN }),
  resource("AddOn", "site-mail", { app, plan: "sendgrid:bronze" }, { outputs: { configVars: ["SENDGRID_PASSWORD"] } }),
  resource("LogDrain", "site-LOG_DRAIN_URL", { app, url: HIDDEN }),
  resource("PipelineCoupling", "site", { app, pipeline: "pipeline-id", stage: "production" }),
  resource("Promotion", "site", { pipeline: "pipeline-id", source: "staging-id", target: app, version: 20 }),
  resource("SniEndpoint", "site-own", { app, certificateChain: HIDDEN, privateKey: HIDDEN }),
];

/** Heroku as far as it is asked; the other app is gone there. */
const ANSWERS: Record<string, unknown> = {
  "/pipelines/pipeline-id": { name: "line" },
  "/apps/staging-id": { name: "shop-staging" },
  "/apps/App-id/formation": [{ type: "web", command: "serve" }],
};
const reader: Pick<HerokuReader, "find"> = {
  find: async (path, answer) => (path in ANSWERS ? answer.parse(ANSWERS[path]) : undefined),
};

const environments = await environmentsOf(STATE, reader);

test("each app of a stack is an environment of its own", () => {
  expect(environments.map((each) => [each.app.name, each.secretVars, each.commands])).toEqual([
    ["shop", ["MARKED", "S3_KEY"], { web: "serve" }],
    ["other-shop", [], {}],
  ]);
});

test("what another stack owns is called by its name at Heroku, and what is not rebuilt is told", () => {
  expect(environments[0]).toMatchObject({
    vars: { OPEN: "1" },
    addOns: [{ key: "mail", plan: "sendgrid:bronze", configVars: ["SENDGRID_PASSWORD"] }],
    drains: ["LOG_DRAIN_URL"],
    pipeline: { name: "line", stage: "production", isOwn: false },
    promotedFrom: "shop-staging",
    further: ["SniEndpoint site-own", "config vars whose very names are secret in the program"],
  });
});

test("nothing of a secret is in a file, not even what it is encrypted to", () => {
  for (const environment of environments) expect(JSON.stringify(filesOf(environment))).not.toContain(CANARY);
});
