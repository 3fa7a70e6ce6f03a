import { hexOf } from "../ids.ts";
import { collection } from "../store/collection.ts";

/** How a pipeline makes review apps. The sandbox knows no GitHub and makes none. */
export interface ReviewAppConfig {
  /** The pipeline's. */
  id: string;
  /** As `OWNER/REPOSITORY`; Heroku answers GitHub's number of it only. */
  repo: string;
  automatic_review_apps: boolean;
  destroy_stale_apps: boolean;
  stale_days: number;
  wait_for_ci: boolean;
  base_name: string | null;
  deploy_target: { id: string; type: "region" | "space" };
}

export const reviewAppConfigs = collection<ReviewAppConfig>("review_app_configs");

/** A number in the place of GitHub's own. */
export const repositoryId = (repository: string): number => Number.parseInt(hexOf(`repository:${repository}`, 8), 16);
