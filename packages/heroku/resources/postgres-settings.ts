import { z } from "zod";
import { defineThing } from "../define/definition.ts";
import type { Heroku } from "../define/heroku.ts";
import { resourceClass } from "../define/sdk.ts";
import { Uuid } from "../define/uuid.ts";
import { requireStandard } from "../postgres/tier.ts";

const inputs = z.object({
  /** UUID of the Heroku Postgres add-on (`addOn.id`), of any tier but Essential. Changing this replaces the settings. */
  addOn: z.string().meta({ replaces: true }),
  /** Which statements are logged: `none`, `ddl`, `mod` or `all`. */
  logStatement: z.enum(["none", "ddl", "mod", "all"]).optional(),
  /** Milliseconds from which on a statement's duration is logged: 0 logs every one, -1 none. */
  logMinDurationStatement: z.int().min(-1).optional(),
  /** Gravest errors whose statements are not logged any more: `error`, `log`, `fatal` or `panic`. */
  logMinErrorStatement: z.enum(["error", "log", "fatal", "panic"]).optional(),
  /** Whether it is logged that a statement waits for a lock. */
  logLockWaits: z.boolean().optional(),
  /** Whether connections are logged. */
  logConnections: z.boolean().optional(),
  /** Whether details of data connectors are logged. */
  dataConnectorDetailsLogs: z.boolean().optional(),
  /** Which functions are counted in statistics: `none`, `pl` or `all`. */
  trackFunctions: z.enum(["none", "pl", "all"]).optional(),
  /** Whether plans of slow statements are logged. */
  autoExplain: z.boolean().optional(),
  /** Milliseconds from which on a statement is slow to `autoExplain`: 0 is every one, -1 none. */
  autoExplainLogMinDuration: z.int().min(-1).optional(),
  /** Whether logged plans are with times, as `EXPLAIN ANALYZE` has them. */
  autoExplainLogAnalyze: z.boolean().optional(),
  /** Whether logged plans are with the use of buffers. */
  autoExplainLogBuffers: z.boolean().optional(),
  /** Form of logged plans: `text`, `json`, `yaml` or `xml`. */
  autoExplainLogFormat: z.enum(["text", "json", "yaml", "xml"]).optional(),
  /** Whether plans of statements within functions are logged. */
  autoExplainLogNestedStatements: z.boolean().optional(),
  /** Whether logged plans are with triggers. */
  autoExplainLogTriggers: z.boolean().optional(),
  /** Whether logged plans are verbose. */
  autoExplainLogVerbose: z.boolean().optional(),
});

const outputs = z.object({
  /** The settings as they were before, by Heroku's names and as JSON; what is taken out, or deleted, gets them back. */
  before: z.record(z.string(), z.string()),
});

type Inputs = z.output<typeof inputs>;
type Value = string | number | boolean;

/** The Data API has no published schema: this is what Heroku's CLI sends and reads (unverified). */
const Answer = z.record(z.string(), z.object({ value: z.union([z.string(), z.number(), z.boolean()]) }));

const pathOf = (addOn: string) => `/postgres/v0/databases/${addOn}/config`;

const FIELDS = Object.keys(inputs.shape).filter((field) => field !== "addOn") as Exclude<keyof Inputs, "addOn">[];

/** `autoExplainLogFormat` → `auto_explain.log_format` */
const nameOf = (field: string): string =>
  field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`).replace(/^auto_explain_/, "auto_explain.");

export const postgresSettings = defineThing({
  type: "PostgresSettings",
  importId:
    "the add-on's name or UUID, such as `postgresql-curved-12345`; deleting them then leaves them as they were found",
  inputs,
  outputs,
  // New ones would see what the old ones have changed as what was there before.
  deleteBeforeReplace: true,

  async preview(heroku, { addOn }, prior) {
    if (addOn !== undefined && prior === undefined) await requireStandard(heroku, addOn, "has settings");
    return {};
  },

  async create(heroku, wanted) {
    const before = await inForce(heroku, wanted.addOn, namesIn(wanted));
    heroku.made(wanted.addOn, { before: asText(before) }, { addOn: wanted.addOn });
    await set(heroku, wanted.addOn, before, valuesOf(wanted));
    return { id: wanted.addOn, outputs: { before: asText(before) } };
  },

  async read(heroku, id, prior) {
    const addOn = prior?.inputs.addOn ?? (await heroku.find(`/addons/${id}`, z.object({ id: Uuid })))?.id;
    const found = addOn && (await heroku.find(pathOf(addOn), Answer));
    if (!addOn || !found) return undefined;
    const known = FIELDS.flatMap((field) => (found[nameOf(field)] ? [[field, found[nameOf(field)]?.value]] : []));
    const before = prior?.outputs.before ?? asText(pick(found, FIELDS.map(nameOf)));
    return { id: addOn, inputs: { addOn, ...Object.fromEntries(known) }, outputs: { before } };
  },

  async update(heroku, id, wanted, prior) {
    const owned = fromText(prior.outputs.before);
    const fresh = namesIn(wanted).filter((name) => !Object.hasOwn(owned, name));
    const before = { ...owned, ...(fresh.length > 0 ? await inForce(heroku, id, fresh) : {}) };
    const takenOut = Object.keys(owned).filter((name) => !namesIn(wanted).includes(name));
    const restored = Object.fromEntries(takenOut.map((name) => [name, owned[name] as Value]));
    heroku.made(id, { before: asText(before) }, prior.inputs);
    await set(heroku, id, { ...before, ...valuesOf(prior.inputs) }, { ...restored, ...valuesOf(wanted) });
    for (const name of takenOut) delete before[name];
    return { before: asText(before) };
  },

  async delete(heroku, id, { before, ...state }) {
    const found = await heroku.find(pathOf(id), Answer);
    const changed = found && namesIn(state).filter((name) => found[name]);
    if (changed) await set(heroku, id, pick(found, changed), fromText(before));
  },
});

/**
 * What a Heroku Postgres database logs and counts: the settings that are named here, and no others.
 * https://devcenter.heroku.com/articles/heroku-postgres-settings
 *
 * @example
 * new PostgresSettings("settings", { addOn: database.id, logMinDurationStatement: 500, logLockWaits: true });
 */
export class PostgresSettings extends resourceClass(postgresSettings) {}

const valuesOf = (declared: Partial<Inputs>): Record<string, Value> =>
  Object.fromEntries(
    FIELDS.flatMap((field) => (declared[field] === undefined ? [] : [[nameOf(field), declared[field] as Value]])),
  );

const namesIn = (declared: Partial<Inputs>): string[] => Object.keys(valuesOf(declared));

const pick = (found: z.output<typeof Answer>, names: string[]): Record<string, Value> =>
  Object.fromEntries(names.flatMap((name) => (found[name] ? [[name, found[name].value]] : [])));

const asText = (values: Record<string, Value>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, JSON.stringify(value)]));

const fromText = (values: Record<string, string>): Record<string, Value> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, JSON.parse(value) as Value]));

const inForce = async (heroku: Heroku, addOn: string, names: string[]): Promise<Record<string, Value>> =>
  pick(await heroku.get(pathOf(addOn), Answer), names);

/** One PATCH of what differs; none where nothing does. */
async function set(heroku: Heroku, addOn: string, present: Record<string, Value>, wanted: Record<string, Value>) {
  const changes = Object.fromEntries(Object.entries(wanted).filter(([name, value]) => present[name] !== value));
  const names = Object.keys(changes);
  if (names.length === 0) return;
  await heroku.patch(pathOf(addOn), { doing: `set ${names.join(", ")}`, body: changes, answer: Answer });
}
