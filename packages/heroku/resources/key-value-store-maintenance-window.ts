import { z } from "zod";
import { DAYS, maintenanceWindow, TimeOfDay, windowOutputs } from "../add-ons/maintenance-window.ts";
import { isMiniStore } from "../add-ons/plan-name.ts";
import { defineThing } from "../define/definition.ts";
import { idOf } from "../define/uuid.ts";
import { requireStore, wrongAddOn } from "../key-value-store/store.ts";

const inputs = z.object({
  /** UUID of the Heroku Key-Value Store add-on (`addOn.id`), of any plan but Mini. Changing this replaces the window. */
  addOn: idOf("add-on").meta({ replaces: true }),
  /** Day of the week on which the window begins, in UTC: `monday` to `sunday`. */
  day: z.enum(DAYS),
  /** Time in UTC at which the window begins, on the hour or half past it, such as `02:30`. It is four hours long. */
  time: TimeOfDay,
});

/**
 * When Heroku may maintain a Key-Value Store: four hours of each week, within which it is away for some minutes when there is
 * something to do. Each store has one window, so declare it once; in an emergency Heroku does not wait for it.
 * https://devcenter.heroku.com/articles/heroku-redis-maintenance
 *
 * @example
 * new KeyValueStoreMaintenanceWindow("window", { addOn: cache.id, day: "sunday", time: "02:30" });
 */
export const keyValueStoreMaintenanceWindow = defineThing({
  type: "KeyValueStoreMaintenanceWindow",
  importId:
    "the add-on's name or UUID, such as `redis-curved-12345`; deleting it then leaves the window as it was found",
  inputs,
  outputs: windowOutputs,
  claims: { by: ["addOn"] },
  // A new one would see what the old one has changed as what was there before.
  deleteBeforeReplace: true,

  async preview(heroku, { addOn }, prior) {
    const store = addOn === undefined || prior ? undefined : await requireStore(heroku, addOn);
    if (store && isMiniStore(store.plan)) throw wrongAddOn(`is of plan ${store.plan}, which has no maintenance window`);
    return {};
  },

  ...maintenanceWindow,
});
