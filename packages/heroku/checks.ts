// What a program needs to check settings of its own by the same rules, and to say what is wrong in the same words.
export { isEssential } from "./add-ons/plan-name.ts";
export { check } from "./define/check.ts";
export type { PlainObject } from "./define/values.ts";
export * from "./explain.ts";
export { SINGLE_DYNO, tierOf } from "./formation/process.ts";
export { addOnAttachment as addOnAttachmentDefinition } from "./resources/add-on-attachment.ts";
export { app as appDefinition } from "./resources/app.ts";
export { configVars as configVarsDefinition } from "./resources/config-vars.ts";
export { domain as domainDefinition } from "./resources/domain.ts";
export { formation as formationDefinition } from "./resources/formation.ts";
export { logDrain as logDrainDefinition } from "./resources/log-drain.ts";
export { oneOffJob as oneOffJobDefinition } from "./resources/one-off-job.ts";
export { pipeline as pipelineDefinition } from "./resources/pipeline.ts";
export { postgresBackupSchedule as postgresBackupScheduleDefinition } from "./resources/postgres-backup-schedule.ts";
export { postgresCredential as postgresCredentialDefinition } from "./resources/postgres-credential.ts";
export { rollback as rollbackDefinition } from "./resources/rollback.ts";
