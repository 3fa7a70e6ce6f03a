import { serviceOfPlan } from "../catalogue/add-on-services.ts";
import { invalidParams, notFound } from "../errors.ts";
import type { Call } from "../http/call.ts";
import type { Platform } from "../platform.ts";
import { collection } from "../store/collection.ts";
import { type AddOn, findAddOn } from "./add-on.ts";

/** The hours of each week in which a database or store may be maintained, where somebody has set them. */
interface MaintenanceWindow {
  /** The add-on's. */
  id: string;
  /** 0 is Sunday. */
  day: number;
  /** Minutes after midnight, in UTC. */
  minute: number;
}

export const maintenanceWindows = collection<MaintenanceWindow>("maintenance_windows");

const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/** https://devcenter.heroku.com/articles/heroku-postgres-maintenance, https://devcenter.heroku.com/articles/heroku-redis-maintenance */
const HOURS = 4;

/** Which window Heroku chooses for a new database or store (it says, at random), and whether it chooses one at once, is (unverified). */
const FIRST = { day: 2, minute: 22 * 60 };

/** As Heroku's CLI takes it: `13:30` or `1:30PM`. */
const TIME = /^(\d{1,2}):([03]0) ?([AP]M)?$/i;

/** The add-on that the path names, if it is a data add-on: once it is provisioned. */
export function maintainedOf(call: Call): AddOn {
  const addOn = findAddOn(call, call.param("database"));
  if (!isMaintained(addOn)) throw notFound("database");
  return addOn;
}

export const isMaintained = ({ plan, state }: AddOn): boolean =>
  serviceOfPlan(plan).data !== null && state === "provisioned";

/** As Heroku tells it: `Thursdays 22:00 to Fridays 02:00 UTC`. */
export function windowOf(platform: Platform, addOn: AddOn): string {
  requireWindow(addOn);
  const { day, minute } = maintenanceWindows(platform).get(addOn.id) ?? FIRST;
  const end = minute + HOURS * 60;
  const nextDay = end < 24 * 60 ? "" : `${DAYS[(day + 1) % 7]}s `;
  return `${DAYS[day]}s ${clock(minute)} to ${nextDay}${clock(end % (24 * 60))} UTC`;
}

/** Heroku's words for what is no day and no time are (unverified). */
export function changeWindow(platform: Platform, addOn: AddOn, dayOfWeek: string, timeOfDay: string): void {
  requireWindow(addOn);
  const day = DAYS.findIndex((each) => each.toLowerCase() === dayOfWeek.toLowerCase());
  if (day < 0) throw invalidParams(`${dayOfWeek} is not a day of the week.`);
  maintenanceWindows(platform).put({ id: addOn.id, day, minute: minuteOf(timeOfDay) });
}

function minuteOf(time: string): number {
  const [, hours, minutes, half] = TIME.exec(time) ?? [];
  const hour = Number(hours);
  const isHour = half === undefined ? hour <= 23 : hour >= 1 && hour <= 12;
  if (!isHour) throw invalidParams(`${time} is not a time of the day on the hour or half past it.`);
  const afternoon = half?.toUpperCase() === "PM" ? 12 : 0;
  return (half === undefined ? hour : (hour % 12) + afternoon) * 60 + Number(minutes);
}

const clock = (minute: number): string =>
  [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, "0")).join(":");

/**
 * Those of the smallest plans Heroku maintains whenever it has to: https://devcenter.heroku.com/articles/heroku-redis-maintenance,
 * https://devcenter.heroku.com/articles/data-maintenance-cli-commands. What it answers for them is (unverified).
 */
export const hasWindow = ({ plan }: AddOn): boolean => !/:(mini|essential-\d)$/.test(plan);

function requireWindow(addOn: AddOn): void {
  if (hasWindow(addOn)) return;
  const tier = addOn.plan.endsWith(":mini") ? "Mini" : "Essential";
  throw invalidParams(`You can't perform this operation on ${tier}-tier databases.`);
}
