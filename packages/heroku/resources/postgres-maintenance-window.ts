import { z } from "zod";
import { DAYS, maintenanceWindow, TimeOfDay, windowOutputs } from "../add-ons/maintenance-window.ts";
import { defineThing } from "../define/definition.ts";
import { idOf } from "../define/uuid.ts";
import { requireStandard } from "../postgres/tier.ts";

const inputs = z.object({
  /** UUID of the Heroku Postgres add-on (`addOn.id`), of any tier but Essential. Changing this replaces the window. */
  addOn: idOf("add-on").meta({ replaces: true }),
  /** Day of the week on which the window begins, in UTC: `monday` to `sunday`. */
  day: z.enum(DAYS),
  /** Time in UTC at which the window begins, on the hour or half past it, such as `02:30`. It is four hours long. */
  time: TimeOfDay,
});

/**
 * When Heroku may maintain a Postgres database: four hours of each week, within which it is away for a minute or so when
 * there is something to do. Each database has one window, so declare it once; in an emergency Heroku does not wait for it.
 * https://devcenter.heroku.com/articles/heroku-postgres-maintenance
 *
 * @example
 * new PostgresMaintenanceWindow("window", { addOn: database.id, day: "tuesday", time: "02:30" });
 */
export const postgresMaintenanceWindow = defineThing({
  type: "PostgresMaintenanceWindow",
  importId:
    "the add-on's name or UUID, such as `postgresql-curved-12345`; deleting it then leaves the window as it was found",
  inputs,
  outputs: windowOutputs,
  claims: { by: ["addOn"] },
  // A new one would see what the old one has changed as what was there before.
  deleteBeforeReplace: true,

  async preview(heroku, { addOn }, prior) {
    if (prior || addOn === undefined) return {};
    await requireStandard(heroku, addOn, "has a maintenance window");
    return {};
  },

  ...maintenanceWindow,
});
