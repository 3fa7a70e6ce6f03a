import { z } from "zod";
import { notFound } from "../errors.ts";
import { type Api, paged } from "../http/api.ts";
import { type Call, created } from "../http/call.ts";
import { type App, appOf } from "../model/app.ts";
import { addWebhook, appWebhooks, changeWebhook, serializeWebhook } from "../model/app-webhook.ts";

const newWebhook = z.object({
  url: z.string(),
  level: z.enum(["notify", "sync"]),
  include: z.array(z.string()),
  secret: z.string().nullish(),
  authorization: z.string().nullish(),
});

/** https://devcenter.heroku.com/articles/platform-api-reference#app-webhook */
export function appWebhookRoutes(api: Api): void {
  api.get("/apps/:app/webhooks", (call) => {
    const app = appOf(call);
    const items = appWebhooks(call).list({ app: app.id });
    return paged(
      call,
      items.map((webhook) => serializeWebhook(app, webhook)),
    );
  });
  api.post("/apps/:app/webhooks", newWebhook, (call) => {
    const app = appOf(call);
    return created(serializeWebhook(app, addWebhook(call, app, call.body)));
  });
  api.get("/apps/:app/webhooks/:webhook", (call) => {
    const app = appOf(call);
    return serializeWebhook(app, webhookOf(call, app));
  });
  api.patch("/apps/:app/webhooks/:webhook", newWebhook.partial(), (call) => {
    const app = appOf(call);
    return serializeWebhook(app, changeWebhook(call, webhookOf(call, app), call.body));
  });
  api.delete("/apps/:app/webhooks/:webhook", (call) => {
    const app = appOf(call);
    const webhook = webhookOf(call, app);
    appWebhooks(call).delete(webhook.id);
    return serializeWebhook(app, webhook);
  });
  // Nobody is notified, so there is nothing to tell of.
  for (const kind of ["webhook-deliveries", "webhook-events"]) {
    api.get(`/apps/:app/${kind}`, (call) => {
      appOf(call);
      return paged(call, [], ["id", "seq"]);
    });
    api.get(`/apps/:app/${kind}/:id`, (call) => {
      appOf(call);
      throw notFound(kind === "webhook-events" ? "webhook event" : "webhook delivery");
    });
  }
}

function webhookOf(call: Call, app: App) {
  const found = appWebhooks(call).get(call.param("webhook"));
  if (found?.app !== app.id) throw notFound("webhook");
  return found;
}
