import { z } from "zod";
import { type AppFeature, appFeatures, findAppFeature } from "../catalogue/app-features.ts";
import { notFound } from "../errors.ts";
import { type Api, paged } from "../http/api.ts";
import type { Call } from "../http/call.ts";
import { appOf } from "../model/app.ts";
import { serializeAppFeature, switchFeature } from "../model/app-feature.ts";

/** https://devcenter.heroku.com/articles/platform-api-reference#app-feature */
export function appFeatureRoutes(api: Api): void {
  api.get("/apps/:app/features", (call) => {
    const app = appOf(call);
    const items = appFeatures.map((feature) => serializeAppFeature(call, app, feature));
    return paged(call, items, ["name", "id"]);
  });
  api.get("/apps/:app/features/:feature", (call) => serializeAppFeature(call, appOf(call), featureOf(call)));
  api.patch("/apps/:app/features/:feature", z.object({ enabled: z.boolean() }), (call) => {
    const app = appOf(call);
    const feature = featureOf(call);
    switchFeature(call, app, feature, call.body.enabled);
    return serializeAppFeature(call, app, feature);
  });
}

function featureOf(call: Call): AppFeature {
  const found = findAppFeature(call.param("feature"));
  if (!found) throw notFound("feature");
  return found;
}
