import { z } from "zod";
import { invalidParams } from "../errors.ts";
import type { Api } from "../http/api.ts";
import type { Call } from "../http/call.ts";
import { type AddOn, addOns } from "../model/add-on.ts";
import { varNames } from "../model/add-on-attachment.ts";
import { appOf, apps } from "../model/app.ts";
import { dataTime } from "../model/database.ts";
import { changeWindow, hasWindow, isMaintained, maintainedOf, windowOf } from "../model/maintenance-window.ts";

const begin = z.object({ day_of_week: z.string(), time_of_day: z.string() });

/**
 * The part of the Data API behind `heroku data:maintenances`, as far as nothing ever has to be maintained; it has no
 * published schema.
 */
export function dataMaintenanceRoutes(api: Api): void {
  api.get("/data/maintenances/v1/apps/:app", (call) => {
    const own = addOns(call).list({ app: appOf(call).id });
    const maintained = own.filter((addOn) => isMaintained(addOn) && hasWindow(addOn));
    return { maintenances: maintained.map((addOn) => serializeMaintenance(call, addOn)) };
  });
  const maintenance = "/data/maintenances/v1/:database";
  api.get(maintenance, (call) => serializeMaintenance(call, maintainedOf(call)));
  api.get(`${maintenance}/window`, (call) => serializeWindow(windowOf(call, maintainedOf(call)), null));
  api.post(`${maintenance}/window`, begin, (call) => {
    const addOn = maintainedOf(call);
    const before = windowOf(call, addOn);
    changeWindow(call, addOn, call.body.day_of_week, call.body.time_of_day);
    return serializeWindow(windowOf(call, addOn), before);
  });
  // Heroku's CLI sends the slash.
  api.get(`${maintenance}/history/`, (call) => {
    maintainedOf(call);
    return { maintenances: [] };
  });
  api.post(`${maintenance}/run`, (call) => {
    // Heroku's words, and its status, are (unverified).
    throw invalidParams(`No maintenance is required for ${maintainedOf(call).name}.`);
  });
}

/** The form is that of the types of Heroku's own SDK. */
const serializeWindow = (window: string, previous_window: string | null) => ({
  previous_window,
  previously_scheduled_for: null,
  scheduled_for: null,
  window,
});

/** A database or store for which there is nothing to do; the form is that of the types of Heroku's CLI. */
function serializeMaintenance(call: Call, addOn: AddOn) {
  const window = hasWindow(addOn) ? windowOf(call, addOn) : null;
  const [kind = "", plan] = addOn.plan.split(":");
  const attachments = varNames(call, addOn).filter((name) => name.endsWith("_URL"));
  return {
    addon: { attachments, kind, name: addOn.name, plan, uuid: addOn.id, window },
    app: { name: apps(call).get(addOn.app)?.name ?? "", uuid: addOn.app },
    completed_at: null,
    duration_seconds: null,
    method: null,
    previously_scheduled_for: null,
    reason: null,
    required_by: null,
    scheduled_for: null,
    server_created_at: dataTime(Date.parse(addOn.created_at)),
    started_at: null,
    status: "none",
    window,
  };
}
