import { z } from "zod";
import { defineThing } from "../define/definition.ts";
import type { Creation, Heroku } from "../define/heroku.ts";
import { idOfApp, partsOf } from "../define/of-app.ts";
import { idOf, Uuid } from "../define/uuid.ts";

const inputs = z.object({
  /** UUID of the Heroku Postgres add-on (`addOn.id`). Changing this replaces the schedule. */
  addOn: idOf("add-on").meta({ replaces: true }),
  /** Hour of the day at which the backup starts, 0 to 23, in `timezone`. */
  hour: z.int().min(0).max(23),
  /** Time zone of `hour`, such as `Europe/Berlin`. `UTC` by default. */
  timezone: z.string().refine(isTimezone, "is not a time zone, such as Europe/Berlin").default("UTC"),
  /** Config var that names the database. `DATABASE_URL` by default. Changing this replaces the schedule. */
  attachment: z
    .string()
    .regex(/^[A-Z][A-Z0-9_]*_URL$/, "is not the name of a config var with a database's address, such as DATABASE_URL")
    .default("DATABASE_URL")
    .meta({ replaces: true }),
});

const outputs = z.object({
  /** UUID of the schedule at Heroku, which deletes it. */
  uuid: z
    .string()
    .optional()
    .meta({ changesWith: ["hour", "timezone"] }),
});

type Inputs = z.output<typeof inputs>;

/** Heroku writes the hour as a number or as text. */
const Answer = z.object({
  uuid: z.string(),
  name: z.string(),
  hour: z.coerce.number(),
  timezone: z.string(),
});
type Answer = z.output<typeof Answer>;

/**
 * A daily logical backup of a Heroku Postgres database; Heroku keeps the last of them for some days.
 * https://devcenter.heroku.com/articles/heroku-postgres-backups#scheduling-backups
 *
 * @example
 * new PostgresBackupSchedule("backups", { addOn: database.id, hour: 2, timezone: "Europe/Berlin" });
 */
export const postgresBackupSchedule = defineThing({
  type: "PostgresBackupSchedule",
  importId: "the add-on's name or UUID and the config var, such as `postgresql-curved-12345/DATABASE_URL`",
  inputs,
  outputs,
  claims: { by: ["addOn", "attachment"] },
  deleteBeforeReplace: true,

  creation: (heroku, wanted) => creationOf(heroku, wanted),

  async create(heroku, wanted) {
    const id = idOfApp(wanted.addOn, wanted.attachment);
    const { uuid } = await heroku.createOnce(creationOf(heroku, wanted));
    return { id, outputs: { uuid } };
  },

  async read(heroku, id) {
    const { app: addOn, key: attachment } = partsOf(id);
    const found = await find(heroku, { addOn, attachment });
    if (!found) return undefined;
    const uuid = (await heroku.list("/addons", AddOn)).find((each) => each.name === addOn)?.id ?? addOn;
    const { hour, timezone } = found;
    const inputs = { addOn: uuid, hour, timezone, attachment };
    return { id: idOfApp(uuid, attachment), inputs, outputs: { uuid: found.uuid } };
  },

  async update(heroku, _id, wanted) {
    const present = await find(heroku, wanted);
    if (present && isSame(present, wanted)) return { uuid: present.uuid };
    if (present) await unschedule(heroku, wanted.addOn, present);
    const { uuid } = await heroku.createOnce(creationOf(heroku, wanted));
    return { uuid };
  },

  async delete(heroku, _id, state) {
    const { addOn, attachment, uuid } = state;
    if (uuid !== undefined && (await unschedule(heroku, addOn, { uuid, name: attachment }))) return;
    // State of an earlier version does not know it, and whoever schedules by hand makes a new one of this name.
    const present = await find(heroku, state);
    if (present) await unschedule(heroku, addOn, present);
  },
});

const AddOn = z.object({ id: Uuid, name: z.string() });

const pathOf = (addOn: string) => `/client/v11/databases/${addOn}/transfer-schedules`;

/** A database has at most one schedule for each config var; none where the database is gone. */
async function find(heroku: Heroku, { addOn, attachment }: Pick<Inputs, "addOn" | "attachment">) {
  const found = await heroku.find(pathOf(addOn), z.array(Answer));
  return found?.find(({ name }) => name === attachment);
}

const isSame = (found: Answer, { hour, timezone }: Inputs) => found.hour === hour && found.timezone === timezone;

const creationOf = (heroku: Heroku, wanted: Inputs): Creation<Answer> => ({
  doing: `schedule backups of ${wanted.attachment}`,
  path: pathOf(wanted.addOn),
  body: {
    hour: String(wanted.hour).padStart(2, "0"),
    timezone: wanted.timezone,
    schedule_name: wanted.attachment,
  },
  answer: Answer,
  find: () => find(heroku, wanted),
  proof: "absent-before",
  // One that says the same is what is asked for; any other is somebody else's.
  isEnough: (present) => isSame(present, wanted),
  importId: () => idOfApp(wanted.addOn, wanted.attachment),
});

const unschedule = (heroku: Heroku, addOn: string, { uuid, name }: Pick<Answer, "uuid" | "name">) =>
  heroku.delete(`${pathOf(addOn)}/${uuid}`, { doing: `end the scheduled backups of ${name}` });

function isTimezone(name: string): boolean {
  // By far the most usual, and Node takes 20 ms to read its tables.
  if (name === "UTC") return true;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
