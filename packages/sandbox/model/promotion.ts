import type { Call } from "../http/call.ts";
import type { Platform } from "../platform.ts";
import { collection } from "../store/collection.ts";
import { apps } from "./app.ts";
import { release, releases } from "./release.ts";
import { slugs } from "./slug.ts";

/** https://devcenter.heroku.com/articles/platform-api-reference#pipeline-promotion */
export interface Promotion {
  id: string;
  account: string;
  pipeline: string;
  source: { app: string; release: string };
  created_at: string;
  updated_at: string | null;
}

export interface PromotionTarget {
  id: string;
  promotion: string;
  target: string;
  release: string | null;
  error_message: string | null;
}

export const promotions = collection<Promotion>("promotions", { indexes: [["pipeline"]] });
export const promotionTargets = collection<PromotionTarget>("promotionTargets", { indexes: [["promotion"]] });

/** The task `promotion.release`: the source's code becomes a release of the target. */
export function releaseOnTarget(platform: Platform, payload: Record<string, string>): void {
  const target = promotionTargets(platform).get(payload.target ?? "");
  const promotion = promotions(platform).get(target?.promotion ?? "");
  if (!target || !promotion) return;
  const promoted = releases(platform).get(promotion.source.release);
  const source = apps(platform).get(promotion.source.app);
  const app = apps(platform).get(target.target);
  const slug = promoted?.slug && slugs(platform).get(promoted.slug);
  promotions(platform).update(promotion.id, { updated_at: platform.timestamp() });
  if (!promoted || !source || !app || !slug) {
    // Heroku's words are (unverified).
    promotionTargets(platform).update(target.id, { error_message: app ? "The source is gone." : "The app is gone." });
    return;
  }
  const commit = slug.commit === null ? "" : ` ${slug.commit.slice(0, 8)}`;
  const description = `Promote ${source.name} v${promoted.version}${commit}`;
  const made = release(platform, app, { description, slug: slug.id });
  promotionTargets(platform).update(target.id, { release: made.id });
}

/** They go with their pipeline. */
export function forgetPromotions(platform: Platform, pipeline: string): void {
  for (const { id } of promotions(platform).list({ pipeline }))
    promotionTargets(platform).deleteWhere({ promotion: id });
  promotions(platform).deleteWhere({ pipeline });
}

/** A target is done when its release is in effect. */
function statusOf(platform: Platform, { release: made, error_message }: PromotionTarget) {
  if (error_message !== null) return "failed";
  const status = made === null ? "pending" : releases(platform).get(made)?.status;
  return status === "pending" || status === "succeeded" ? status : "failed";
}

/** What Heroku says where the release command failed is (unverified). */
const RELEASE_FAILED = "Release command failed.";

export function serializeTarget(call: Call, target: PromotionTarget) {
  const status = statusOf(call, target);
  return {
    app: { id: target.target },
    error_message: target.error_message ?? (status === "failed" ? RELEASE_FAILED : null),
    id: target.id,
    pipeline_promotion: { id: target.promotion },
    release: target.release === null ? null : { id: target.release },
    status,
  };
}

export function serializePromotion(call: Call, promotion: Promotion) {
  const targets = promotionTargets(call).list({ promotion: promotion.id });
  const isPending = targets.some((target) => statusOf(call, target) === "pending");
  const { id, pipeline, source, created_at, updated_at } = promotion;
  return {
    created_at,
    id,
    pipeline: { id: pipeline },
    source: { app: { id: source.app }, release: { id: source.release } },
    status: isPending ? "pending" : "completed",
    updated_at,
  };
}
