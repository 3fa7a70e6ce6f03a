import {
  appDefinition,
  check,
  configVarsDefinition,
  domainDefinition,
  formationDefinition,
  pathText,
  pipelineDefinition,
  postgresBackupScheduleDefinition,
  rollbackDefinition,
  type Wrong,
} from "@pulumi/heroku/checks";
import { getProject, getStack } from "@pulumi/pulumi/metadata.js";
import { type Output, secret } from "@pulumi/pulumi/output.js";
import { allConfig } from "@pulumi/pulumi/runtime/config.js";
import { z } from "zod";
import type { AddOnSettings } from "./heroku-app/add-ons.ts";
import { DATABASES, isDatabase, roleOf } from "./settings/databases.ts";
import { credentials, jobs } from "./settings/operations.ts";
import { wrongForHeroku } from "./settings/placeholders.ts";
import { rules } from "./settings/rules.ts";
import { secretNames, wrongSecrets } from "./settings/secrets.ts";
import { ownKeys, plainValues, type StackFile, WrongSettings } from "./settings/stack-file.ts";

const app = appDefinition.inputs
  .pick({ name: true, region: true, stack: true, team: true, buildpacks: true, maintenance: true })
  .extend({
    /** Stack that the next build runs on. */
    stack: z.string().default("heroku-24"),
    /** Buildpacks in their order. */
    buildpacks: z.array(z.string()).default(["heroku/python"]),
  })
  .strict();

const dynos = formationDefinition.inputs.shape.processes.valueType;

const plan = (service: string) =>
  z
    .string()
    .regex(new RegExp(`^${service}:\\w[\\w.-]*$`), `is not a plan of ${service}, such as ${service}:NAME`)
    .optional();

/** The services are the same everywhere; a stack file chooses their plans, or leaves one out. */
const addOns = z.strictObject({
  /** PostgreSQL: `DATABASE_URL`. */
  database: plan("heroku-postgresql"),
  /** A second PostgreSQL, for as long as a change of plan takes that Heroku can't make in place. */
  database2: plan("heroku-postgresql"),
  /** Redis, for queues and sessions: `REDIS_URL`. */
  redis: plan("heroku-redis"),
  /** Memcached: `MEMCACHIER_SERVERS` and its user and password. */
  cache: plan("memcachier"),
  /** MongoDB: `ORMONGO_URL`. */
  documents: plan("ormongo"),
  /** Mail: `SENDGRID_USERNAME` and `SENDGRID_PASSWORD`. */
  mail: plan("sendgrid"),
  /** Errors: `SENTRY_DSN`. */
  errors: plan("sentry"),
  /** Performance: `NEW_RELIC_LICENSE_KEY`. */
  performance: plan("newrelic"),
  /** Logs, searchable. */
  logs: plan("papertrail"),
});

/** How the name of a secret looks, which is a key of the stack file too. */
export const SECRET_NAME = "[A-Z][A-Z0-9_]*";

const secretName = z
  .string()
  .regex(new RegExp(`^${SECRET_NAME}$`), "is not the name of a secret: capital letters, digits and _, such as S3_KEY");

/**
 * One environment of Consumer Notebook: what it is made of is said here once, and a stack file holds what differs. Each key
 * is one of the stack file, under `consumer-notebook:`.
 */
export const description = z.object({
  /** The app itself: `name`, and where Heroku's defaults or ours don't do, `region`, `stack`, `team`, `buildpacks`, `maintenance`. */
  app,
  /** Quantity and size of the dynos of each process type in the Procfile; `web` of a large size can have `autoscaling` instead of a quantity. */
  formation: z.strictObject({ web: dynos.optional(), worker: dynos.optional() }),
  /** Plan of each add-on. */
  addOns,
  /** Which of `addOns.database` and `addOns.database2` is `DATABASE_URL`; backup and credentials are that one's. */
  primary: z.enum(DATABASES).default("database"),
  /** Whether the other one follows it, as `FOLLOWER_URL`; once it does not, it is `FORMER_DATABASE_URL`. */
  follower: z.boolean().default(false),
  /** When the database is backed up each day. */
  backup: postgresBackupScheduleDefinition.inputs.pick({ hour: true, timezone: true }).strict().optional(),
  /** Credentials of the database: `default`, and others by name, with the name of the config var for the app. */
  credentials: credentials.default({}),
  /** Add-ons that may lose what they hold in the next `up`, for a change of plan that can't keep it. */
  confirmDataLoss: z.array(addOns.keyof()).default([]),
  /** Whether add-ons that hold data refuse to be deleted until `pulumi state unprotect`. */
  protectData: z.boolean().default(true),
  /** Config vars that anyone may read. */
  vars: configVarsDefinition.inputs.shape.vars,
  /** Config vars that are secret, by name; each value is a key of its own: `npx pulumi config set --secret S3_KEY`. */
  secretVars: z.array(secretName).default([]).meta({ secret: true }),
  /** Addresses that logs are sent to, by name; each value is a key of its own, as it may hold a password. */
  logDrains: z.array(secretName).default([]).meta({ secret: true }),
  /** Host names of the app, with certificates that Heroku renews. */
  domains: z.array(domainDefinition.inputs.shape.hostname).default([]),
  /** Heroku's features that are switched on. */
  features: z.array(z.enum(["preboot", "runtime-dyno-metadata"])).default([]),
  /** Folder or archive that is built and released, where this environment builds. */
  build: z.string().min(1).optional(),
  /** Name of the pipeline, where this environment owns it. */
  pipeline: pipelineDefinition.inputs.shape.name.optional(),
  /** Stack whose pipeline this environment is the production of, and whose releases it runs. */
  promotesFrom: z.string().min(1).optional(),
  /** Number of that stack's release that runs here. Left out, code comes to the app some other way. */
  release: z.int().min(1).optional(),
  /** Number of a release of this app to go back to, once. Taken out with the next build or promotion. */
  rollbackTo: rollbackDefinition.inputs.shape.version.optional(),
  /** Commands that run once on a one-off dyno. */
  jobs: jobs.default({}),
});

type Description = z.output<typeof description>;

type Secrets = Record<string, Output<string>>;

/** What a stack file says, put together: each add-on with all that concerns it, and secrets with their values. */
export interface Settings extends Omit<Description, "formation" | "addOns" | "secretVars" | "logDrains"> {
  formation: Record<string, z.output<typeof dynos>>;
  addOns: Record<string, AddOnSettings>;
  secretVars: Secrets;
  logDrains: Secrets;
}

/** The settings of the stack that Pulumi works on. */
export function readSettings(): Settings {
  return settingsOf({
    project: getProject(),
    stack: getStack(),
    config: allConfig(),
    secretKeys: JSON.parse(process.env.PULUMI_CONFIG_SECRET_KEYS || "[]"),
    env: process.env,
  });
}

/** The settings that a stack file holds; throws everything that is wrong with it at once. */
export function settingsOf(file: StackFile): Settings {
  const { inputs, wrong } = check(description, plainValues(file, description));
  const secrets = secretNames(inputs);
  const all = firstWord(
    [...wrongSecrets(file, inputs, Object.keys(description.shape)), ...wrongForHeroku(file, secrets)],
    rules.flatMap((rule) => rule(inputs, file.stack)),
    wrong,
  );
  if (all.length > 0) throw new WrongSettings(file, all);

  const settings = description.parse(inputs);
  const own = ownKeys(file);
  const valuesOf = (names: string[]): Secrets =>
    Object.fromEntries(names.map((name) => [name, secret(own.get(name) as string)]));
  return {
    ...settings,
    formation: Object.fromEntries(chosen(settings.formation)),
    addOns: together(settings),
    secretVars: valuesOf(settings.secretVars),
    logDrains: valuesOf(settings.logDrains),
  };
}

/** Each add-on with what other keys say about it. */
function together(described: Description): Settings["addOns"] {
  const { addOns, confirmDataLoss } = described;
  const all = chosen(addOns).map(([key, plan]): [string, AddOnSettings] => {
    const settings = { plan, confirmDataLoss: confirmDataLoss.some((confirmed) => confirmed === key) };
    return [key, isDatabase(key) ? { ...settings, ...roleOf(key, described) } : settings];
  });
  return Object.fromEntries(all);
}

const chosen = <T>(from: Record<string, T | undefined>): [string, T][] =>
  Object.entries(from).filter((entry): entry is [string, T] => entry[1] !== undefined);

/** What an earlier list says about a path is enough: a later one might tell a secret, or less about the way out. */
function firstWord(...lists: Wrong[][]): Wrong[] {
  return lists.flatMap((list, index) => {
    const said = new Set(lists.slice(0, index).flatMap((earlier) => earlier.map(({ path }) => pathText(path))));
    return list.filter(({ path }) => !said.has(pathText(path)));
  });
}
