import { z } from "zod";
import { notFound } from "../errors.ts";
import type { Api } from "../http/api.ts";
import { created } from "../http/call.ts";
import { appOf } from "../model/app.ts";
import { addMonitor, changeMonitor, monitorsOf, serializeMonitor } from "../model/monitor.ts";
import { rowOf } from "./formation.ts";

const settings = z.object({
  name: z.string().optional(),
  action_type: z.string().optional(),
  is_active: z.boolean().optional(),
  min_quantity: z.int().optional(),
  max_quantity: z.int().optional(),
  value: z.number().optional(),
  op: z.string().optional(),
  period: z.int().optional(),
  notification_channels: z.array(z.string()).optional(),
  notification_period: z.int().optional(),
});

const PATH = "/apps/:app/formation/:type/monitors";

/** The part of the metrics API that scales dynos, as Heroku's CLI uses it. https://devcenter.heroku.com/articles/autoscaling */
export function monitorRoutes(api: Api): void {
  api.get(PATH, (call) => {
    const app = appOf(call);
    return monitorsOf(call, app, rowOf(call, app)).map(serializeMonitor);
  });
  api.post(PATH, settings, (call) => {
    const app = appOf(call);
    return created(serializeMonitor(addMonitor(call, app, rowOf(call, app), call.body)));
  });
  api.patch(`${PATH}/:monitor`, settings, (call) => {
    const app = appOf(call);
    const row = rowOf(call, app);
    const known = monitorsOf(call, app, row).find(({ id }) => id === call.param("monitor"));
    if (!known) throw notFound("monitor");
    return serializeMonitor(changeMonitor(call, app, row, known, call.body));
  });
}
