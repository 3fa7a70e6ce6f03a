import {
  appDefinition,
  check,
  configVarsDefinition,
  domainDefinition,
  formationDefinition,
  postgresBackupScheduleDefinition,
  rollbackDefinition,
} from "@pulumi/heroku/checks";
import { getProject, getStack } from "@pulumi/pulumi/metadata.js";
import { secret } from "@pulumi/pulumi/output.js";
import { allConfig } from "@pulumi/pulumi/runtime/config.js";
import { z } from "zod";
import type { HerokuAppArgs } from "./heroku-app.ts";
import { credentials, jobs } from "./settings/operations.ts";
import { wrongForHeroku } from "./settings/placeholders.ts";
import { secretNames, wrongSecrets } from "./settings/secrets.ts";
import { ownKeys, plainValues, type StackFile, WrongSettings } from "./settings/stack-file.ts";

const addOn = z.strictObject({
  /** Service and plan, such as `heroku-postgresql:essential-0`. */
  plan: z.string(),
  /** Name of the add-on, unique in all of Heroku; one is generated where it is left out. */
  name: z.string().optional(),
  /** What the names of its config vars begin with; the service's own choice where it is left out. */
  attachment: z.string().optional(),
  /** Whether a change that loses what it holds may be made. */
  confirmDataLoss: z.boolean().optional(),
  /** When a Postgres database is backed up each day. */
  backup: postgresBackupScheduleDefinition.inputs.pick({ hour: true, timezone: true }).strict().optional(),
  /** Credentials of a Postgres database: `default`, and others by name, with the name of the config var for the app. */
  credentials: credentials.optional(),
});

const variable = z.string().regex(/^[A-Za-z_][A-Za-z0-9_.-]*$/, "is not the name of a config var");

/**
 * One Heroku app of anybody's, in the form that `npm run adopt` writes: as Consumer Notebook's own stack files, but with
 * any add-ons, process types and features. Each key is one of the stack file, under the project's name.
 */
export const appDescription = z.object({
  /** The app itself: `name`, `region`, `stack`, `team`, `space`, `buildpacks`, `maintenance`. */
  app: appDefinition.inputs.strict(),
  /** Quantity and size of the dynos of each process type. */
  formation: formationDefinition.inputs.shape.processes,
  /** Add-ons by a name of yours. */
  addOns: z.record(z.string(), addOn).default({}),
  /** Whether add-ons that hold data refuse to be deleted until `pulumi state unprotect`. */
  protectData: z.boolean().default(true),
  /** Config vars that anyone may read. */
  vars: configVarsDefinition.inputs.shape.vars,
  /** Config vars that are secret, by name; each value is a key of its own. */
  secretVars: z.array(variable).default([]).meta({ secret: true }),
  /** Addresses that logs are sent to, by name; each value is a key of its own. */
  logDrains: z.array(variable).default([]).meta({ secret: true }),
  /** Host names of the app. */
  domains: z.array(domainDefinition.inputs.shape.hostname).default([]),
  /** Whether Heroku gets and renews the certificates of these. */
  automaticCertificates: z.boolean().default(true),
  /** Heroku's features that are switched on. */
  features: z.array(z.string()).default([]),
  /** Folder or archive that is built and released; left out, code comes to the app some other way. */
  build: z.string().min(1).optional(),
  /** The app's place in a pipeline: UUID of the pipeline, and stage. */
  pipeline: z
    .strictObject({ id: z.string(), stage: z.enum(["review", "development", "staging", "production"]) })
    .optional(),
  /** Number of a release of this app to go back to, once. Taken out with the next build. */
  rollbackTo: rollbackDefinition.inputs.shape.version.optional(),
  /** Commands that run once on a one-off dyno. */
  jobs: jobs.default({}),
});

/** The app that the stack file of the stack that Pulumi works on describes. */
export function readAppSettings(): HerokuAppArgs {
  return appSettingsOf({
    project: getProject(),
    stack: getStack(),
    config: allConfig(),
    secretKeys: JSON.parse(process.env.PULUMI_CONFIG_SECRET_KEYS || "[]"),
    env: process.env,
  });
}

/** The app that a stack file describes; throws everything that is wrong with it at once. */
export function appSettingsOf(file: StackFile): HerokuAppArgs {
  const { inputs, wrong } = check(appDescription, plainValues(file, appDescription));
  const secrets = secretNames(inputs);
  const first = [...wrongSecrets(file, inputs, Object.keys(appDescription.shape)), ...wrongForHeroku(file, secrets)];
  const said = new Set(first.map(({ path }) => String(path)));
  const all = [...first, ...wrong.filter(({ path }) => !said.has(String(path)))];
  if (all.length > 0) throw new WrongSettings(file, all);

  const { app, pipeline, secretVars, logDrains, ...rest } = appDescription.parse(inputs);
  const own = ownKeys(file);
  const valuesOf = (names: string[]) =>
    Object.fromEntries(names.map((name) => [name, secret(own.get(name) as string)]));
  return {
    ...rest,
    ...app,
    membership: pipeline && { pipeline: pipeline.id, stage: pipeline.stage },
    secretVars: valuesOf(secretVars),
    logDrains: valuesOf(logDrains),
  };
}
