import { z } from "zod";
import { defineThing } from "../define/definition.ts";
import { HerokuFailure } from "../define/errors.ts";
import { readable } from "../define/explain.ts";
import type { Heroku } from "../define/heroku.ts";
import { changeAtFirst, restore } from "../define/restoring.ts";
import { resourceClass } from "../define/sdk.ts";
import { Uuid } from "../define/uuid.ts";
import { requireStandard } from "../postgres/tier.ts";

const DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;

const inputs = z.object({
  /** UUID of the Heroku Postgres add-on (`addOn.id`), of any tier but Essential. Changing this replaces the window. */
  addOn: z.string().meta({ replaces: true }),
  /** Day of the week on which the window begins, in UTC: `monday` to `sunday`. */
  day: z.enum(DAYS),
  /** Time in UTC at which the window begins, on the hour or half past it, such as `02:30`. It is four hours long. */
  time: z.string().regex(/^([01]\d|2[0-3]):[03]0$/, "is not a time on the hour or half past it, such as 02:30"),
});

const outputs = z.object({
  /** The window in Heroku's words, such as `Tuesdays 22:00 to Wednesdays 02:00 UTC`. */
  window: z.string().meta({ changesWith: ["day", "time"] }),
  /** The window that was there before, in Heroku's words; deleting this resource restores it. Absent where there was none. */
  windowBefore: z.string().optional(),
});

type Inputs = z.output<typeof inputs>;
type Begin = Pick<Inputs, "day" | "time">;

/** The Data API has no published schema: this is what Heroku's CLI prints (unverified). */
const Answer = z.object({ window: z.string() });
const AnswerOrNone = z.object({ window: z.string().nullish() });

export const postgresMaintenanceWindow = defineThing({
  type: "PostgresMaintenanceWindow",
  importId:
    "the add-on's name or UUID, such as `postgresql-curved-12345`; deleting it then leaves the window as it was found",
  inputs,
  outputs,
  // A new one would see what the old one has changed as what was there before.
  deleteBeforeReplace: true,

  async preview(heroku, { addOn }, prior) {
    if (prior || addOn === undefined) return {};
    await requireStandard(heroku, addOn, "has a maintenance window");
    return {};
  },

  async create(heroku, wanted) {
    const windowBefore = (await heroku.get(pathOf(wanted.addOn), AnswerOrNone)).window ?? undefined;
    const before = windowBefore && beginOf(windowBefore);
    heroku.made(wanted.addOn, { window: windowBefore, windowBefore }, { addOn: wanted.addOn, ...before });
    const isSame = before && isThen(before, wanted);
    const window = isSame ? windowBefore : await changeAtFirst(heroku, set(heroku, wanted.addOn, wanted));
    return { id: wanted.addOn, outputs: { window, windowBefore } };
  },

  async read(heroku, id, prior) {
    const addOn = prior?.inputs.addOn ?? (await heroku.find(`/addons/${id}`, z.object({ id: Uuid })))?.id;
    const window = addOn && (await heroku.find(pathOf(addOn), AnswerOrNone))?.window;
    if (!addOn || !window) return undefined;
    const windowBefore = prior ? prior.outputs.windowBefore : window;
    return { id: addOn, inputs: { addOn, ...beginOf(window) }, outputs: { window, windowBefore } };
  },

  async update(heroku, id, wanted, prior) {
    return { ...prior.outputs, window: await set(heroku, id, wanted) };
  },

  async delete(heroku, id, { windowBefore, ...state }) {
    // Heroku moves a window, and takes none away.
    const before = windowBefore && beginOf(windowBefore);
    if (before && !isThen(before, state)) await restore(set(heroku, id, before));
  },
});

/**
 * When Heroku may maintain a Postgres database: four hours of each week, within which it is away for a minute or so when
 * there is something to do. Each database has one window, so declare it once; in an emergency Heroku does not wait for it.
 * https://devcenter.heroku.com/articles/heroku-postgres-maintenance
 *
 * @example
 * new PostgresMaintenanceWindow("window", { addOn: database.id, day: "tuesday", time: "02:30" });
 */
export class PostgresMaintenanceWindow extends resourceClass(postgresMaintenanceWindow) {}

const pathOf = (addOn: string) => `/data/maintenances/v1/${addOn}/window`;

/** `Thursdays 22:00 to Fridays 02:00 UTC` → `{ day: "thursday", time: "22:00" }` */
function beginOf(window: string): Begin {
  const [, day = "", time = ""] = /^(\w+day)s (\d\d:\d\d) to /.exec(window) ?? [];
  const known = DAYS.find((each) => each === day.toLowerCase());
  if (known) return { day: known, time };
  throw new HerokuFailure("bad-answer", `Heroku tells a maintenance window that can't be read: ${readable(window)}`);
}

const isThen = (one: Begin, other: Begin): boolean => one.day === other.day && one.time === other.time;

/** Setting it once more to the same does no harm. Heroku's answer has the window as it is then. */
async function set(heroku: Heroku, addOn: string, { day, time }: Begin): Promise<string> {
  const doing = `set the maintenance window to ${day} ${time}`;
  const body = { day_of_week: day, time_of_day: time };
  return (await heroku.post(pathOf(addOn), { doing, body, answer: Answer, repeatable: true })).window;
}
