import type { Api } from "../http/api.ts";
import type { RateLimiter } from "../middleware/rate-limit.ts";
import { accountRoutes } from "./account.ts";
import { accountFeatureRoutes } from "./account-features.ts";
import { acmRoutes } from "./acm.ts";
import { addOnAttachmentRoutes } from "./add-on-attachments.ts";
import { addOnServiceRoutes } from "./add-on-services.ts";
import { addOnRoutes } from "./add-ons.ts";
import { appFeatureRoutes } from "./app-features.ts";
import { appRoutes } from "./apps.ts";
import { buildpackRoutes } from "./buildpacks.ts";
import { catalogueRoutes } from "./catalogue.ts";
import { configVarRoutes } from "./config-vars.ts";
import { domainRoutes } from "./domains.ts";
import { dynoRoutes } from "./dynos.ts";
import { formationRoutes } from "./formation.ts";
import { logDrainRoutes } from "./log-drains.ts";
import { releaseOutputRoutes } from "./release-output.ts";
import { releaseRoutes } from "./releases.ts";
import { slugRoutes } from "./slugs.ts";
import { sniEndpointRoutes } from "./sni-endpoints.ts";
import { teamAppRoutes } from "./team-apps.ts";

/** Every noun: one file, one line here. */
export function registerRoutes(api: Api, { limiter }: { limiter: RateLimiter }): void {
  accountFeatureRoutes(api);
  accountRoutes(api, limiter);
  acmRoutes(api);
  addOnAttachmentRoutes(api);
  addOnRoutes(api);
  addOnServiceRoutes(api);
  appFeatureRoutes(api);
  appRoutes(api);
  buildpackRoutes(api);
  catalogueRoutes(api);
  configVarRoutes(api);
  domainRoutes(api);
  dynoRoutes(api);
  formationRoutes(api);
  logDrainRoutes(api);
  releaseOutputRoutes(api);
  releaseRoutes(api);
  slugRoutes(api);
  sniEndpointRoutes(api);
  teamAppRoutes(api);
}
