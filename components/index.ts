export { HerokuApp, type HerokuAppArgs } from "./heroku-app.ts";
export { Pipeline, type PipelineArgs } from "./pipeline.ts";
