import type { Api } from "../http/api.ts";
import type { RateLimiter } from "../middleware/rate-limit.ts";
import { accountRoutes } from "./account.ts";
import { appRoutes } from "./apps.ts";
import { catalogueRoutes } from "./catalogue.ts";
import { configVarRoutes } from "./config-vars.ts";
import { releaseRoutes } from "./releases.ts";

/** Every noun: one file, one line here. */
export function registerRoutes(api: Api, { limiter }: { limiter: RateLimiter }): void {
  accountRoutes(api, limiter);
  appRoutes(api);
  catalogueRoutes(api);
  configVarRoutes(api);
  releaseRoutes(api);
}
