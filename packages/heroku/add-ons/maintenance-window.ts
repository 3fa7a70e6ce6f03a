import { z } from "zod";
import type { State } from "../define/definition.ts";
import { HerokuFailure } from "../define/errors.ts";
import { readable } from "../define/explain.ts";
import type { Heroku } from "../define/heroku.ts";
import { changeAtFirst, restore } from "../define/restoring.ts";
import { addOnUuid } from "./add-on.ts";

// The window of a database or store, which is there without the resource: Heroku moves it, and takes none away.

export const DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"] as const;

/** `22:00`, or half past an hour. */
export const TimeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[03]0$/, "is not a time on the hour or half past it, such as 02:30");

interface Begin {
  day: (typeof DAYS)[number];
  time: string;
}

interface Inputs extends Begin {
  addOn: string;
}

export const windowOutputs = z.object({
  /** The window in Heroku's words, such as `Tuesdays 22:00 to Wednesdays 02:00 UTC`. */
  window: z.string().meta({ changesWith: ["day", "time"] }),
  /** The window that was there before, in Heroku's words; deleting this resource restores it. Absent where there was none. */
  windowBefore: z.string().optional(),
});
type Outputs = z.output<typeof windowOutputs>;

/** The Data API has no published schema: this is what Heroku's CLI sends and prints (unverified). */
const Answer = z.object({ window: z.string() });
const AnswerOrNone = z.object({ window: z.string().nullish() });

/** What all maintenance windows of add-ons do alike; a definition's outputs are `windowOutputs`. */
export const maintenanceWindow = {
  async create(heroku: Heroku, wanted: Inputs): Promise<{ id: string; outputs: Outputs }> {
    const { addOn } = wanted;
    const windowBefore = (await heroku.get(pathOf(addOn), AnswerOrNone)).window ?? undefined;
    const before = windowBefore && beginOf(windowBefore);
    heroku.made(addOn, { window: windowBefore, windowBefore }, { addOn, ...before });
    const isThere = before && isSame(before, wanted);
    const window = isThere ? windowBefore : await changeAtFirst(heroku, moveTo(heroku, addOn, wanted));
    return { id: addOn, outputs: { window, windowBefore } };
  },

  async read(
    heroku: Heroku,
    id: string,
    prior?: { inputs: Inputs; outputs: Outputs },
  ): Promise<State<Inputs, Outputs> | undefined> {
    const addOn = prior?.inputs.addOn ?? (await addOnUuid(heroku, id));
    const window = addOn && (await heroku.find(pathOf(addOn), AnswerOrNone))?.window;
    if (!addOn || !window) return undefined;
    const windowBefore = prior ? prior.outputs.windowBefore : window;
    return { id: addOn, inputs: { addOn, ...beginOf(window) }, outputs: { window, windowBefore } };
  },

  async update(heroku: Heroku, id: string, wanted: Inputs, prior: State<Inputs, Outputs>): Promise<Outputs> {
    return { ...prior.outputs, window: await moveTo(heroku, id, wanted) };
  },

  async delete(heroku: Heroku, id: string, { windowBefore, ...state }: Inputs & Outputs): Promise<void> {
    const before = windowBefore && beginOf(windowBefore);
    if (before && !isSame(before, state)) await restore(moveTo(heroku, id, before));
  },
};

const pathOf = (addOn: string) => `/data/maintenances/v1/${addOn}/window`;

/** Setting it once more to the same does no harm. Heroku's answer has the window as it is then. */
async function moveTo(heroku: Heroku, addOn: string, { day, time }: Begin): Promise<string> {
  const doing = `set the maintenance window to ${day} ${time}`;
  const body = { day_of_week: day, time_of_day: time };
  return (await heroku.post(pathOf(addOn), { doing, body, answer: Answer, repeatable: true })).window;
}

const isSame = (one: Begin, other: Begin): boolean => one.day === other.day && one.time === other.time;

/** `Thursdays 22:00 to Fridays 02:00 UTC` → `thursday`, `22:00`. */
function beginOf(window: string): Begin {
  const [, name = "", time = ""] = /^(\w+day)s (\d\d:\d\d) to /.exec(window) ?? [];
  const day = DAYS.find((each) => each === name.toLowerCase());
  if (day) return { day, time };
  throw new HerokuFailure("bad-answer", `Heroku tells a maintenance window that can't be read: ${readable(window)}`);
}
