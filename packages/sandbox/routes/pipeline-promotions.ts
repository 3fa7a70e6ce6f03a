import { z } from "zod";
import { invalidParams, notFound } from "../errors.ts";
import { type Api, paged } from "../http/api.ts";
import { type Call, created } from "../http/call.ts";
import { type App, findApp } from "../model/app.ts";
import { couplings, type Pipeline, pipelineOf } from "../model/pipeline.ts";
import {
  type Promotion,
  promotions,
  promotionTargets,
  releaseOnTarget,
  serializePromotion,
  serializeTarget,
} from "../model/promotion.ts";
import { releases } from "../model/release.ts";

const ref = z.object({ id: z.string() });
const newPromotion = z.object({
  pipeline: ref,
  source: z.object({ app: ref, release: ref.optional() }),
  targets: z.array(z.object({ app: ref })).min(1),
});

/** https://devcenter.heroku.com/articles/platform-api-reference#pipeline-promotion */
export function pipelinePromotionRoutes(api: Api): void {
  api.post("/pipeline-promotions", newPromotion, (call) => created(serializePromotion(call, promote(call, call.body))));
  api.get("/pipeline-promotions/:promotion", (call) => serializePromotion(call, promotionOf(call)));
  api.get("/pipeline-promotions/:promotion/promotion-targets", (call) => {
    const targets = promotionTargets(call).list({ promotion: promotionOf(call).id });
    return paged(call, targets, ["id"], (target) => serializeTarget(call, target));
  });
  api.onTask("promotion.release", releaseOnTarget);
}

function promotionOf(call: Call): Promotion {
  const promotion = promotions(call).get(call.param("promotion"));
  if (promotion?.account !== call.account.id) throw notFound("pipeline promotion");
  return promotion;
}

/** Heroku's words for what it refuses are (unverified). */
function promote(call: Call, wanted: z.infer<typeof newPromotion>): Promotion {
  const pipeline = pipelineOf(call, wanted.pipeline.id);
  const source = memberOf(call, pipeline, wanted.source.app.id);
  const targets = wanted.targets.map(({ app }) => memberOf(call, pipeline, app.id));
  if (targets.some(({ id }) => id === source.id)) throw invalidParams("Cannot promote from an app to itself.");
  const promoted = releases(call).get(wanted.source.release?.id ?? source.release ?? "");
  if (promoted?.app !== source.id || promoted.slug === null) {
    throw invalidParams(`${source.name} has no release that can be promoted.`);
  }
  const promotion = promotions(call).insert({
    id: call.uuid(),
    account: call.account.id,
    pipeline: pipeline.id,
    source: { app: source.id, release: promoted.id },
    created_at: call.timestamp(),
    updated_at: call.timestamp(),
  });
  for (const { id } of targets) {
    const pending = { promotion: promotion.id, target: id, release: null, error_message: null };
    const target = promotionTargets(call).insert({ id: call.uuid(), ...pending });
    call.later(call.provisionMs, "promotion.release", { target: target.id });
  }
  call.note(`Promotion of v${promoted.version} started`, { account: source.account, app: source.id });
  return promotion;
}

function memberOf(call: Call, pipeline: Pipeline, id: string): App {
  const app = findApp(call, id);
  if (couplings(call).find({ app: app.id })?.pipeline === pipeline.id) return app;
  throw invalidParams(`${app.name} is not in the pipeline ${pipeline.name}.`);
}
