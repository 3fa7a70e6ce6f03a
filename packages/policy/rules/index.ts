import type { Rule } from "../rule.ts";
import { appNames } from "./app-names.ts";
import { certificates } from "./certificates.ts";
import { costCeiling } from "./cost-ceiling.ts";
import { dataIsProtected } from "./data-is-protected.ts";
import { databasePlan } from "./database-plan.ts";
import { logDrain } from "./log-drain.ts";
import { noClearSecrets } from "./no-clear-secrets.ts";
import { pipelineStages } from "./pipeline-stages.ts";
import { preboot } from "./preboot.ts";
import { webRunsTwice } from "./web-runs-twice.ts";

/** Every guard rail, in the order in which people read of them. */
export const rules: readonly Rule[] = [
  webRunsTwice,
  databasePlan,
  certificates,
  preboot,
  logDrain,
  dataIsProtected,
  noClearSecrets,
  costCeiling,
  appNames,
  pipelineStages,
];
