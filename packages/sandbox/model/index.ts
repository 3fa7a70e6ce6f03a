import type { Shape } from "../store/collection.ts";
import { accounts } from "./account.ts";
import { addOns } from "./add-on.ts";
import { addOnAttachments } from "./add-on-attachment.ts";
import { apps } from "./app.ts";
import { featureSwitches } from "./app-feature.ts";
import { appWebhooks } from "./app-webhook.ts";
import { builds } from "./build.ts";
import { collaborators } from "./collaborator.ts";
import { configs } from "./config.ts";
import { domains } from "./domain.ts";
import { dynos } from "./dyno.ts";
import { events } from "./event.ts";
import { formations } from "./formation.ts";
import { inboundRulesets } from "./inbound-ruleset.ts";
import { logLines, logSessions } from "./log.ts";
import { logDrains } from "./log-drain.ts";
import { couplings, pipelines } from "./pipeline.ts";
import { postgresCredentials } from "./postgres-credential.ts";
import { promotions, promotionTargets } from "./promotion.ts";
import { releases } from "./release.ts";
import { reviewAppConfigs } from "./review-app-config.ts";
import { slugs } from "./slug.ts";
import { sniEndpoints } from "./sni-endpoint.ts";
import { sources } from "./source.ts";
import { spaces } from "./space.ts";
import { spaceAccesses } from "./space-access.ts";
import { teams } from "./team.ts";
import { teamMembers } from "./team-member.ts";
import { telemetryDrains } from "./telemetry-drain.ts";
import { transfers } from "./transfer.ts";
import { transferSchedules } from "./transfer-schedule.ts";
import { vpnConnections } from "./vpn-connection.ts";

/**
 * Everything that the store keeps. A collection that is missing here has no table. What has a key that begins with `app`
 * goes when its app goes.
 */
export const collections: readonly { shape: Shape }[] = [
  accounts,
  addOnAttachments,
  addOns,
  apps,
  appWebhooks,
  builds,
  collaborators,
  configs,
  couplings,
  domains,
  dynos,
  events,
  featureSwitches,
  formations,
  inboundRulesets,
  logDrains,
  logLines,
  logSessions,
  pipelines,
  postgresCredentials,
  promotions,
  promotionTargets,
  releases,
  reviewAppConfigs,
  slugs,
  sniEndpoints,
  sources,
  spaceAccesses,
  spaces,
  teamMembers,
  teams,
  telemetryDrains,
  transfers,
  transferSchedules,
  vpnConnections,
];
