import { HerokuApp, Pipeline } from "@consumer-notebook/heroku-components";
import { shops } from "./apps.ts";

/** What all have in common. */
const shared = { buildpacks: ["heroku/nodejs"], features: ["runtime-dyno-metadata"] };
const vars = { LOG_LEVEL: "info" };

const staging = new HerokuApp("staging", {
  ...shared,
  name: "example-shops-staging",
  vars,
  build: "./code",
  formation: { web: { quantity: 1, size: "basic" } },
});

const { pipelineId } = new Pipeline("shops", {
  name: "example-shops",
  apps: { staging: { app: staging.appId, stage: "staging" } },
});

const apps = Object.entries(shops).map(([name, { web = 1, size = "basic", ...own }]) => {
  const app = new HerokuApp(name, {
    ...shared,
    ...own,
    name: `example-shop-${name}`,
    vars: { SHOP: name, ...vars, ...own.vars },
    membership: {
      pipeline: pipelineId,
      stage: "production",
      promotes: { app: staging.appId, release: staging.release },
    },
    formation: { web: { quantity: web, size } },
  });
  const { webUrl, release, dnsTargets, monthlyCost } = app;
  return [name, { webUrl, release, dnsTargets, monthlyCost }];
});

export const fleet = Object.fromEntries(apps);
