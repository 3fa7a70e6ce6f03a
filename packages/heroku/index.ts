// The public SDK: a class for each resource, a function for each look-up. Only small parts of Pulumi are imported.

export * from "./checks.ts";
export { getApp, getAppOutput } from "./functions/app.ts";
export { getDynoSize, getDynoSizeOutput } from "./functions/dyno-size.ts";
export { getPipeline, getPipelineOutput } from "./functions/pipeline.ts";
export { getPlan, getPlanOutput } from "./functions/plan.ts";
export { getRegion, getRegionOutput } from "./functions/region.ts";
export { getRelease, getReleaseOutput } from "./functions/release.ts";
export { getStack, getStackOutput } from "./functions/stack.ts";
export { Provider, type ProviderArgs } from "./provider.ts";
export { AddOn } from "./resources/add-on.ts";
export { AddOnAttachment } from "./resources/add-on-attachment.ts";
export { App } from "./resources/app.ts";
export { AppFeature } from "./resources/app-feature.ts";
export { AutomaticCertificates } from "./resources/automatic-certificates.ts";
export { Build } from "./resources/build.ts";
export { ConfigVars } from "./resources/config-vars.ts";
export { Domain } from "./resources/domain.ts";
export { Formation } from "./resources/formation.ts";
export { LogDrain } from "./resources/log-drain.ts";
export { OneOffJob } from "./resources/one-off-job.ts";
export { Pipeline } from "./resources/pipeline.ts";
export { PipelineCoupling } from "./resources/pipeline-coupling.ts";
export { PostgresBackupSchedule } from "./resources/postgres-backup-schedule.ts";
export { PostgresCredential } from "./resources/postgres-credential.ts";
export { Promotion } from "./resources/promotion.ts";
export { Rollback } from "./resources/rollback.ts";
export { SniEndpoint } from "./resources/sni-endpoint.ts";
