import { z } from "zod";
import type { Api } from "../http/api.ts";
import type { Call } from "../http/call.ts";
import { type AddOn, addOns } from "../model/add-on.ts";
import { varNames } from "../model/add-on-attachment.ts";
import { appOf, apps } from "../model/app.ts";
import { dataTime } from "../model/database.ts";
import { maintenanceStep, maintenances, requiredByOf, runMaintenance } from "../model/maintenance.ts";
import { changeWindow, hasWindow, isMaintained, maintainedOf, windowOf } from "../model/maintenance-window.ts";

const begin = z.object({ day_of_week: z.string(), time_of_day: z.string() });

/**
 * The part of the Data API behind `heroku data:maintenances`; it has no published schema. Only the upgrade of a store ever
 * has to be run.
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
  api.post(`${maintenance}/run`, (call) => ({ message: runMaintenance(call, maintainedOf(call)) }));
  api.onTask("maintenance.step", maintenanceStep);
}

/** The form is that of the types of Heroku's own SDK. */
const serializeWindow = (window: string, previous_window: string | null) => ({
  previous_window,
  previously_scheduled_for: null,
  scheduled_for: null,
  window,
});

/** What there is to do to a database or store; the form is that of the types of Heroku's CLI. */
function serializeMaintenance(call: Call, addOn: AddOn) {
  const window = hasWindow(addOn) ? windowOf(call, addOn) : null;
  const found = maintenances(call).get(addOn.id);
  const [kind = "", plan] = addOn.plan.split(":");
  const attachments = varNames(call, addOn).filter((name) => name.endsWith("_URL"));
  return {
    addon: { attachments, kind, name: addOn.name, plan, uuid: addOn.id, window },
    app: { name: apps(call).get(addOn.app)?.name ?? "", uuid: addOn.app },
    completed_at: timeIn(found?.completed_at),
    duration_seconds: null,
    method: found ? "failover" : null,
    previously_scheduled_for: null,
    reason: found ? "customer_request" : null,
    required_by: requiredByOf(call, addOn),
    scheduled_for: null,
    server_created_at: dataTime(Date.parse(addOn.created_at)),
    started_at: timeIn(found?.started_at),
    status: found?.status ?? "none",
    window,
  };
}

const timeIn = (time: string | null | undefined): string | null => (time ? dataTime(Date.parse(time)) : null);
