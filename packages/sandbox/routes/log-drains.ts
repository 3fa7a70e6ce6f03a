import { z } from "zod";
import { notFound } from "../errors.ts";
import { type Api, paged } from "../http/api.ts";
import { type Call, created } from "../http/call.ts";
import { type App, appOf } from "../model/app.ts";
import { addLogDrain, findLogDrain, logDrains, serializeLogDrain } from "../model/log-drain.ts";

/** https://devcenter.heroku.com/articles/platform-api-reference#log-drain */
export function logDrainRoutes(api: Api): void {
  api.get("/apps/:app/log-drains", (call) => {
    const app = appOf(call);
    const items = logDrains(call).list({ app: app.id });
    return paged(
      call,
      items.map((drain) => serializeLogDrain(app, drain)),
    );
  });
  api.post("/apps/:app/log-drains", z.object({ url: z.string() }), (call) => {
    const app = appOf(call);
    return created(serializeLogDrain(app, addLogDrain(call, app, call.body.url)));
  });
  api.get("/apps/:app/log-drains/:drain", (call) => {
    const app = appOf(call);
    return serializeLogDrain(app, drainOf(call, app));
  });
  api.delete("/apps/:app/log-drains/:drain", (call) => {
    const app = appOf(call);
    const drain = drainOf(call, app);
    logDrains(call).delete(drain.id);
    return serializeLogDrain(app, drain);
  });
}

function drainOf(call: Call, app: App) {
  const found = findLogDrain(call, app, call.param("drain"));
  if (!found) throw notFound("log drain");
  return found;
}
