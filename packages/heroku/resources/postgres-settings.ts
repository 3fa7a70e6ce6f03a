import { z } from "zod";
import { settingsOf, snakeCase } from "../add-ons/settings.ts";
import { defineThing } from "../define/definition.ts";
import { idOf } from "../define/uuid.ts";
import { requireStandard } from "../postgres/tier.ts";

const inputs = z.object({
  /** UUID of the Heroku Postgres add-on (`addOn.id`), of any tier but Essential. Changing this replaces the settings. */
  addOn: idOf("add-on").meta({ replaces: true }),
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

/**
 * What a Heroku Postgres database logs and counts: the settings that are named here, and no others.
 * https://devcenter.heroku.com/articles/heroku-postgres-settings
 *
 * @example
 * new PostgresSettings("settings", { addOn: database.id, logMinDurationStatement: 500, logLockWaits: true });
 */
export const postgresSettings = defineThing({
  type: "PostgresSettings",
  importId:
    "the add-on's name or UUID, such as `postgresql-curved-12345`; deleting them then leaves them as they were found",
  inputs,
  outputs,
  claims: { by: ["addOn"] },
  // New ones would see what the old ones have changed as what was there before.
  deleteBeforeReplace: true,

  async preview(heroku, { addOn }, prior) {
    if (addOn !== undefined && prior === undefined) await requireStandard(heroku, addOn, "has settings");
    return {};
  },

  ...settingsOf<Inputs>({
    fields: Object.keys(inputs.omit({ addOn: true }).shape) as Exclude<keyof Inputs, "addOn">[],
    nameOf: (field) => snakeCase(field).replace(/^auto_explain_/, "auto_explain."),
    pathOf: (addOn) => `/postgres/v0/databases/${addOn}/config`,
  }),
});
