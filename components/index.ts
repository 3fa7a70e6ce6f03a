export type { AddOnSettings, BackupSettings, CredentialSettings } from "./heroku-app/add-ons.ts";
export type { PipelineMembership, Stage } from "./heroku-app/code.ts";
export type { DnsTargets } from "./heroku-app/domains.ts";
export type { JobSettings } from "./heroku-app/jobs.ts";
export { HerokuApp, type HerokuAppArgs } from "./heroku-app.ts";
export { Pipeline, type PipelineArgs } from "./pipeline.ts";
export { WrongValues } from "./wrong-values.ts";
