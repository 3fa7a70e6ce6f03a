import type { Api } from "../http/api.ts";
import type { RateLimiter } from "../middleware/rate-limit.ts";
import { accountRoutes } from "./account.ts";
import { accountFeatureRoutes } from "./account-features.ts";
import { appRoutes } from "./apps.ts";
import { buildpackRoutes } from "./buildpacks.ts";
import { catalogueRoutes } from "./catalogue.ts";
import { configVarRoutes } from "./config-vars.ts";
import { dynoRoutes } from "./dynos.ts";
import { formationRoutes } from "./formation.ts";
import { releaseOutputRoutes } from "./release-output.ts";
import { releaseRoutes } from "./releases.ts";
import { slugRoutes } from "./slugs.ts";
import { teamAppRoutes } from "./team-apps.ts";

/** Every noun: one file, one line here. */
export function registerRoutes(api: Api, { limiter }: { limiter: RateLimiter }): void {
  accountRoutes(api, limiter);
  accountFeatureRoutes(api);
  appRoutes(api);
  buildpackRoutes(api);
  catalogueRoutes(api);
  configVarRoutes(api);
  dynoRoutes(api);
  formationRoutes(api);
  releaseRoutes(api);
  releaseOutputRoutes(api);
  slugRoutes(api);
  teamAppRoutes(api);
}
