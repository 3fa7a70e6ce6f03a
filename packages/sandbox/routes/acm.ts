import type { Api } from "../http/api.ts";
import { disableAcm, enableAcm, refreshAcm, stepAcm } from "../model/acm.ts";
import { appOf, serializeApp } from "../model/app.ts";

/** https://devcenter.heroku.com/articles/platform-api-reference#app-enable-acm */
export function acmRoutes(api: Api): void {
  api.post("/apps/:app/acm", (call) => serializeApp(call, enableAcm(call, appOf(call))));
  api.patch("/apps/:app/acm", (call) => serializeApp(call, refreshAcm(call, appOf(call))));
  api.delete("/apps/:app/acm", (call) => serializeApp(call, disableAcm(call, appOf(call))));
  api.onTask("acm.step", stepAcm);
}
