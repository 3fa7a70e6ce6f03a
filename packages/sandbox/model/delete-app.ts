import type { Api } from "../http/api.ts";
import type { Call } from "../http/call.ts";
import type { Document } from "../store/collection.ts";
import { type App, apps } from "./app.ts";
import { collections } from "./index.ts";

/** Deletes the app and whatever is kept by it: every document of a collection with a key that begins with `app`. */
export function deleteApp(api: Api, call: Call, app: App): void {
  for (const hook of api.appDeleteHooks) hook(call, app);
  for (const { shape } of collections) {
    const isByApp = [...shape.unique, ...shape.indexes].some(([first]) => first === "app");
    if (isByApp) call.store.table<Document & { app: string }>(shape).deleteWhere({ app: app.id });
  }
  apps(call).delete(app.id);
}
