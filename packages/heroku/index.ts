// The public SDK: a class for each resource, a function for each look-up. Only small parts of Pulumi are imported.

export * from "./checks.ts";
export { getPipeline, getPipelineOutput } from "./functions/pipeline.ts";
export { getRelease, getReleaseOutput } from "./functions/release.ts";
export { App } from "./resources/app.ts";
export { Build } from "./resources/build.ts";
export { ConfigVars } from "./resources/config-vars.ts";
export { Formation } from "./resources/formation.ts";
export { Pipeline } from "./resources/pipeline.ts";
export { PipelineCoupling } from "./resources/pipeline-coupling.ts";
export { Promotion } from "./resources/promotion.ts";
