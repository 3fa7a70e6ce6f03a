import type { AnyResource } from "../define/definition.ts";
import { accountFeature } from "./account-feature.ts";
import { addOn } from "./add-on.ts";
import { addOnAttachment } from "./add-on-attachment.ts";
import { allowedAddOnService } from "./allowed-add-on-service.ts";
import { app } from "./app.ts";
import { appFeature } from "./app-feature.ts";
import { appWebhook } from "./app-webhook.ts";
import { automaticCertificates } from "./automatic-certificates.ts";
import { build } from "./build.ts";
import { collaborator } from "./collaborator.ts";
import { configVars } from "./config-vars.ts";
import { domain } from "./domain.ts";
import { enterpriseAccountMember } from "./enterprise-account-member.ts";
import { formation } from "./formation.ts";
import { identityProvider } from "./identity-provider.ts";
import { inboundRules } from "./inbound-rules.ts";
import { keyValueStoreCredential } from "./key-value-store-credential.ts";
import { keyValueStoreMaintenance } from "./key-value-store-maintenance.ts";
import { keyValueStoreMaintenanceWindow } from "./key-value-store-maintenance-window.ts";
import { keyValueStoreSettings } from "./key-value-store-settings.ts";
import { logDrain } from "./log-drain.ts";
import { oauthAuthorization } from "./oauth-authorization.ts";
import { oauthClient } from "./oauth-client.ts";
import { oneOffJob } from "./one-off-job.ts";
import { peeringAccepter } from "./peering-accepter.ts";
import { pipeline } from "./pipeline.ts";
import { pipelineConfigVars } from "./pipeline-config-vars.ts";
import { pipelineCoupling } from "./pipeline-coupling.ts";
import { postgresBackup } from "./postgres-backup.ts";
import { postgresBackupSchedule } from "./postgres-backup-schedule.ts";
import { postgresConnectionPooling } from "./postgres-connection-pooling.ts";
import { postgresCredential } from "./postgres-credential.ts";
import { postgresLink } from "./postgres-link.ts";
import { postgresMaintenanceWindow } from "./postgres-maintenance-window.ts";
import { postgresSettings } from "./postgres-settings.ts";
import { promotion } from "./promotion.ts";
import { release } from "./release.ts";
import { reviewAppConfig } from "./review-app-config.ts";
import { rollback } from "./rollback.ts";
import { slug } from "./slug.ts";
import { sniEndpoint } from "./sni-endpoint.ts";
import { space } from "./space.ts";
import { spaceAccess } from "./space-access.ts";
import { team } from "./team.ts";
import { teamInvitation } from "./team-invitation.ts";
import { teamMember } from "./team-member.ts";
import { teamPreferences } from "./team-preferences.ts";
import { telemetryDrain } from "./telemetry-drain.ts";
import { vpnConnection } from "./vpn-connection.ts";

/** Every resource of the provider. */
export const resources: AnyResource[] = [
  accountFeature,
  addOn,
  addOnAttachment,
  allowedAddOnService,
  app,
  appFeature,
  appWebhook,
  automaticCertificates,
  build,
  collaborator,
  configVars,
  domain,
  enterpriseAccountMember,
  formation,
  identityProvider,
  inboundRules,
  keyValueStoreCredential,
  keyValueStoreMaintenance,
  keyValueStoreMaintenanceWindow,
  keyValueStoreSettings,
  logDrain,
  oauthAuthorization,
  oauthClient,
  oneOffJob,
  peeringAccepter,
  pipeline,
  pipelineConfigVars,
  pipelineCoupling,
  postgresBackup,
  postgresBackupSchedule,
  postgresConnectionPooling,
  postgresCredential,
  postgresLink,
  postgresMaintenanceWindow,
  postgresSettings,
  promotion,
  release,
  reviewAppConfig,
  rollback,
  slug,
  sniEndpoint,
  space,
  spaceAccess,
  team,
  teamInvitation,
  teamMember,
  teamPreferences,
  telemetryDrain,
  vpnConnection,
];
