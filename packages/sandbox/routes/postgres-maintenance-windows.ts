import { z } from "zod";
import type { Api } from "../http/api.ts";
import type { Call } from "../http/call.ts";
import { type AddOn, addOns } from "../model/add-on.ts";
import { addOnAttachments } from "../model/add-on-attachment.ts";
import { appOf, appRef, apps } from "../model/app.ts";
import { databaseOf, dataTime } from "../model/database.ts";
import { changeWindow, windowOf } from "../model/maintenance-window.ts";

const begin = z.object({ day_of_week: z.string(), time_of_day: z.string() });

/**
 * The part of the Data API behind `heroku data:maintenances`, as far as nothing ever has to be maintained; it has no
 * published schema.
 */
export function postgresMaintenanceWindowRoutes(api: Api): void {
  const maintenance = "/data/maintenances/v1/:database";
  api.get(`${maintenance}/window`, (call) => ({
    previous_window: null,
    window: windowOf(call, databaseOf(call, "postgres")),
  }));
  api.post(`${maintenance}/window`, begin, (call) => {
    const addOn = databaseOf(call, "postgres");
    const previous_window = windowOf(call, addOn);
    changeWindow(call, addOn, call.body.day_of_week, call.body.time_of_day);
    return { previous_window, window: windowOf(call, addOn) };
  });
  api.get(maintenance, (call) => serialize(call, databaseOf(call, "postgres")));
  // Heroku's CLI sends the slash.
  api.get(`${maintenance}/history/`, (call) => {
    databaseOf(call, "postgres");
    return { maintenances: [] };
  });
  api.get("/data/maintenances/v1/apps/:app", (call) => ({
    maintenances: addOns(call)
      .list({ app: appOf(call).id })
      .filter(({ plan, state }) => state === "provisioned" && /^heroku-postgresql:(?!essential-)/.test(plan))
      .map((addOn) => serialize(call, addOn)),
  }));
}

/** A database for which there is nothing to do; the form is that of the types of Heroku's CLI. */
function serialize(call: Call, addOn: AddOn) {
  const app = apps(call).get(addOn.app);
  const window = windowOf(call, addOn);
  const [kind = "", plan] = addOn.plan.split(":");
  const attachments = addOnAttachments(call).list({ addOn: addOn.id });
  const names = attachments.filter((each) => each.app === addOn.app).map(({ name }) => name);
  return {
    addon: { attachments: names, kind, name: addOn.name, plan, uuid: addOn.id, window },
    app: { name: app ? appRef(app).name : "", uuid: addOn.app },
    completed_at: null,
    duration_seconds: null,
    method: "changeover",
    previously_scheduled_for: null,
    reason: "",
    required_by: null,
    scheduled_for: null,
    server_created_at: dataTime(Date.parse(addOn.created_at)),
    started_at: null,
    status: "none",
    window,
  };
}
