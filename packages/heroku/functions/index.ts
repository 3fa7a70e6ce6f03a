import type { AnyLookUp } from "../define/definition.ts";
import { addOnLookUp } from "./add-on.ts";
import { addOnServiceLookUp } from "./add-on-service.ts";
import { appLookUp } from "./app.ts";
import { configVarsLookUp } from "./config-vars.ts";
import { domainLookUp } from "./domain.ts";
import { dynoSizeLookUp } from "./dyno-size.ts";
import { generationLookUp } from "./generation.ts";
import { keyValueStoreLookUp } from "./key-value-store.ts";
import { peeringInformationLookUp } from "./peering-information.ts";
import { pipelineLookUp } from "./pipeline.ts";
import { planLookUp } from "./plan.ts";
import { postgresLookUp } from "./postgres.ts";
import { postgresBackupsLookUp } from "./postgres-backups.ts";
import { regionLookUp } from "./region.ts";
import { releaseLookUp } from "./release.ts";
import { slugLookUp } from "./slug.ts";
import { spaceLookUp } from "./space.ts";
import { stackLookUp } from "./stack.ts";
import { teamLookUp } from "./team.ts";
import { teamMembersLookUp } from "./team-members.ts";
import { teamPermissionsLookUp } from "./team-permissions.ts";

/** Every look-up of the provider. */
export const lookUps: AnyLookUp[] = [
  addOnLookUp,
  addOnServiceLookUp,
  appLookUp,
  configVarsLookUp,
  domainLookUp,
  dynoSizeLookUp,
  generationLookUp,
  keyValueStoreLookUp,
  peeringInformationLookUp,
  pipelineLookUp,
  planLookUp,
  postgresBackupsLookUp,
  postgresLookUp,
  regionLookUp,
  releaseLookUp,
  slugLookUp,
  spaceLookUp,
  stackLookUp,
  teamLookUp,
  teamMembersLookUp,
  teamPermissionsLookUp,
];
