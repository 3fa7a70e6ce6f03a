import { z } from "zod";
import { invalidParams, notFound } from "../errors.ts";
import type { Api } from "../http/api.ts";
import { type Call, created } from "../http/call.ts";
import { pipelineOf } from "../model/pipeline.ts";
import { type ReviewAppConfig, repositoryId, reviewAppConfigs } from "../model/review-app-config.ts";

const target = z.object({ id: z.string(), type: z.enum(["region", "space"]) });

const changes = z.object({
  automatic_review_apps: z.boolean().optional(),
  destroy_stale_apps: z.boolean().optional(),
  stale_days: z.int().min(1).max(30).optional(),
  deploy_target: target.optional(),
  wait_for_ci: z.boolean().optional(),
  base_name: z.string().nullable().optional(),
});

const PATH = "/pipelines/:pipeline/review-app-config";

/** https://devcenter.heroku.com/articles/platform-api-reference#review-app-configuration */
export function reviewAppConfigRoutes(api: Api): void {
  api.post(PATH, changes.extend({ repo: z.string().regex(/^[\w.-]+\/[\w.-]+$/) }), (call) => {
    const { id: pipeline } = pipelineOf(call, call.param("pipeline"));
    // Heroku's words are (unverified).
    if (reviewAppConfigs(call).get(pipeline)) throw invalidParams("Pipeline already has review apps enabled.");
    const { repo, ...settings } = call.body;
    const defaults = { automatic_review_apps: false, destroy_stale_apps: false, stale_days: 5, wait_for_ci: false };
    const made = { id: pipeline, repo, base_name: null, deploy_target: US, ...defaults, ...settings };
    return created(serialize(reviewAppConfigs(call).insert(made)));
  });
  api.get(PATH, (call) => serialize(configOf(call)));
  api.patch(PATH, changes, (call) => serialize(reviewAppConfigs(call).update(configOf(call).id, call.body)));
  api.delete(PATH, (call) => {
    const found = configOf(call);
    reviewAppConfigs(call).delete(found.id);
    return serialize(found);
  });
}

/** What Heroku takes where nothing is said (unverified). */
const US = { id: "us", type: "region" } as const;

function configOf(call: Call): ReviewAppConfig {
  const { id } = pipelineOf(call, call.param("pipeline"));
  const found = reviewAppConfigs(call).get(id);
  if (!found) throw notFound("review app config");
  return found;
}

function serialize({ id, repo, ...settings }: ReviewAppConfig) {
  return { ...settings, pipeline_id: id, repo: { id: repositoryId(repo) } };
}
