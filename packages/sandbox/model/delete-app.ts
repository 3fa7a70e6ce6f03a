import type { Api } from "../http/api.ts";
import type { Call } from "../http/call.ts";
import { type App, apps } from "./app.ts";
import { forgetKeptBy } from "./forget.ts";

/** Deletes the app and whatever is kept by it. */
export function deleteApp(api: Api, call: Call, app: App): void {
  for (const hook of api.appDeleteHooks) hook(call, app);
  forgetKeptBy(call, "app", app.id);
  apps(call).delete(app.id);
}
