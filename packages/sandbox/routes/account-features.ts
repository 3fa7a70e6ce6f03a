import { z } from "zod";
import { accountFeatures } from "../catalogue/account-features.ts";
import { notFound } from "../errors.ts";
import { type Api, paged } from "../http/api.ts";
import type { Call } from "../http/call.ts";
import { accounts } from "../model/account.ts";

/** https://devcenter.heroku.com/articles/platform-api-reference#account-feature */
export function accountFeatureRoutes(api: Api): void {
  api.get("/account/features", (call) => {
    const items = accountFeatures.map((feature) => serialize(call, feature));
    return paged(call, items);
  });
  api.get("/account/features/:feature", (call) => serialize(call, featureOf(call)));
  api.patch("/account/features/:feature", z.object({ enabled: z.boolean() }), (call) => {
    const feature = featureOf(call);
    const others = call.account.features.filter((name) => name !== feature.name);
    const features = call.body.enabled ? [...others, feature.name] : others;
    return serialize({ ...call, account: accounts(call).update(call.account.id, { features }) }, feature);
  });
}

function featureOf(call: Call) {
  const identity = call.param("feature");
  const found = accountFeatures.find((feature) => feature.name === identity || feature.id === identity);
  if (!found) throw notFound("feature");
  return found;
}

function serialize(call: Call, feature: (typeof accountFeatures)[number]) {
  return { ...feature, enabled: call.account.features.includes(feature.name) };
}
