import "./components/native-traces.ts";
import { HerokuApp } from "./components/heroku-app.ts";
import { Pipeline } from "./components/pipeline.ts";
import { promotedStack } from "./components/promoted-stack.ts";
import { readSettings } from "./components/settings.ts";

const settings = readSettings();
const source = settings.promotesFrom === undefined ? undefined : await promotedStack(settings.promotesFrom);

const site = new HerokuApp("site", {
  ...settings.app,
  vars: settings.vars,
  secretVars: settings.secretVars,
  addOns: settings.addOns,
  protectData: settings.protectData,
  build: settings.build,
  membership: source && {
    pipeline: source.pipelineId,
    stage: "production",
    promotes: { app: source.appId, release: settings.release },
  },
  rollbackTo: settings.rollbackTo,
  jobs: settings.jobs,
  formation: settings.formation,
  domains: settings.domains,
  features: settings.features,
  logDrains: settings.logDrains,
});

const pipeline = settings.pipeline
  ? new Pipeline("pipeline", {
      name: settings.pipeline,
      team: settings.app.team,
      apps: { staging: { app: site.appId, stage: "staging" } },
    })
  : undefined;

export const { appId, webUrl, release, dnsTargets, monthlyCost, monthlyCostByLine } = site;
export const pipelineId = pipeline?.pipelineId ?? source?.pipelineId;
