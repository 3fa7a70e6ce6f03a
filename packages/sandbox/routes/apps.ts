import { z } from "zod";
import { type Api, paged } from "../http/api.ts";
import { type Call, created } from "../http/call.ts";
import { userOf } from "../model/account.ts";
import { type App, appOf, apps, serializeApp, updateApp } from "../model/app.ts";
import { createApp, requireFreeName, requireStack } from "../model/create-app.ts";
import { deleteApp } from "../model/delete-app.ts";

const newApp = z.object({
  name: z.string().optional(),
  region: z.string().optional(),
  stack: z.string().optional(),
});

const changes = z.object({
  name: z.string().optional(),
  maintenance: z.boolean().optional(),
  build_stack: z.string().optional(),
});

const filter = z.object({ in: z.object({ id: z.array(z.string()) }) });

const RANGES = ["id", "name", "updated_at"] as const;

/** https://devcenter.heroku.com/articles/platform-api-reference#app */
export function appRoutes(api: Api): void {
  api.post("/apps", newApp, (call) => created(serializeApp(call, createApp(call, call.body))));
  api.get("/apps", listApps);
  api.get("/users/:user/apps", (call) => {
    userOf(call);
    return listApps(call);
  });
  api.post("/filters/apps", filter, (call) => {
    const wanted = new Set(call.body.in.id);
    const own = apps(call).list({ account: call.account.id });
    return paged(
      call,
      own.filter((app) => wanted.has(app.id)),
      RANGES,
      (app) => serializeApp(call, app, call.account),
    );
  });
  api.get("/apps/:app", (call) => serializeApp(call, appOf(call)));
  api.patch("/apps/:app", changes, (call) => serializeApp(call, changeApp(call, appOf(call), call.body)));
  api.delete("/apps/:app", (call) => {
    const app = appOf(call);
    const answer = serializeApp(call, app);
    deleteApp(api, call, app);
    return answer;
  });
}

function listApps(call: Call) {
  const own = apps(call).list({ account: call.account.id });
  return paged(call, own, RANGES, (app) => serializeApp(call, app, call.account));
}

/** A rename changes the web address; the stack for new builds changes nothing until the next build. */
function changeApp(call: Call, app: App, { name, maintenance, build_stack }: z.infer<typeof changes>): App {
  const change: Partial<App> = {};
  if (maintenance !== undefined) change.maintenance = maintenance;
  if (build_stack !== undefined) change.build_stack = requireStack(build_stack, app.generation);
  if (name !== undefined && name !== app.name) {
    requireFreeName(call, name);
    change.name = name;
    change.hex = call.hex(12);
  }
  return updateApp(call, app, change);
}
