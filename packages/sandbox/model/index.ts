import type { Shape } from "../store/collection.ts";
import { accounts } from "./account.ts";
import { addOns } from "./add-on.ts";
import { addOnAttachments } from "./add-on-attachment.ts";
import { allowedAddOnServices } from "./allowed-add-on-service.ts";
import { apps } from "./app.ts";
import { featureSwitches } from "./app-feature.ts";
import { appWebhooks } from "./app-webhook.ts";
import { builds } from "./build.ts";
import { collaborators } from "./collaborator.ts";
import { configs } from "./config.ts";
import { domains } from "./domain.ts";
import { dynos } from "./dyno.ts";
import { enterpriseAccounts, enterpriseMembers } from "./enterprise-account.ts";
import { events } from "./event.ts";
import { formations } from "./formation.ts";
import { identityProviders } from "./identity-provider.ts";
import { inboundRulesets } from "./inbound-ruleset.ts";
import { keys } from "./key.ts";
import { keyValueStoreSettings } from "./key-value-store-settings.ts";
import { logLines, logSessions } from "./log.ts";
import { logDrains } from "./log-drain.ts";
import { maintenances } from "./maintenance.ts";
import { maintenanceWindows } from "./maintenance-window.ts";
import { monitors } from "./monitor.ts";
import { oauthAuthorizations } from "./oauth-authorization.ts";
import { oauthClients } from "./oauth-client.ts";
import { oauthTokens } from "./oauth-token.ts";
import { peerings } from "./peering.ts";
import { couplings, pipelines } from "./pipeline.ts";
import { postgresCredentials } from "./postgres-credential.ts";
import { postgresLinks } from "./postgres-link.ts";
import { postgresSettings } from "./postgres-settings.ts";
import { promotions, promotionTargets } from "./promotion.ts";
import { releases } from "./release.ts";
import { reviewAppConfigs } from "./review-app-config.ts";
import { slugs } from "./slug.ts";
import { sniEndpoints } from "./sni-endpoint.ts";
import { sources } from "./source.ts";
import { spaces } from "./space.ts";
import { spaceAccesses } from "./space-access.ts";
import { teams } from "./team.ts";
import { teamInvitations } from "./team-invitation.ts";
import { teamMembers } from "./team-member.ts";
import { teamPreferences } from "./team-preferences.ts";
import { telemetryDrains } from "./telemetry-drain.ts";
import { transfers } from "./transfer.ts";
import { transferSchedules } from "./transfer-schedule.ts";
import { userPreferences } from "./user-preferences.ts";
import { vpnConnections } from "./vpn-connection.ts";

/**
 * Everything that the store keeps. A collection that is missing here has no table. What has a key that begins with `app`
 * goes when its app goes, and so with `space` and `team`.
 */
export const collections: readonly { shape: Shape }[] = [
  accounts,
  addOnAttachments,
  addOns,
  allowedAddOnServices,
  apps,
  appWebhooks,
  builds,
  collaborators,
  configs,
  couplings,
  domains,
  dynos,
  enterpriseAccounts,
  enterpriseMembers,
  events,
  featureSwitches,
  formations,
  identityProviders,
  keys,
  keyValueStoreSettings.table,
  inboundRulesets,
  logDrains,
  logLines,
  logSessions,
  maintenances,
  maintenanceWindows,
  monitors,
  oauthAuthorizations,
  oauthClients,
  oauthTokens,
  peerings,
  pipelines,
  postgresCredentials,
  postgresLinks,
  postgresSettings.table,
  promotions,
  promotionTargets,
  releases,
  reviewAppConfigs,
  slugs,
  sniEndpoints,
  sources,
  spaceAccesses,
  spaces,
  teamInvitations,
  teamMembers,
  teamPreferences,
  teams,
  telemetryDrains,
  transfers,
  transferSchedules,
  userPreferences,
  vpnConnections,
];
