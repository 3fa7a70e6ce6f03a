import { HerokuFailure, type HerokuReader, isStandardPostgres } from "@pulumi/heroku/read";
import { z } from "zod";

const Named = z.object({ id: z.string(), name: z.string() });

const App = Named.extend({
  region: z.object({ name: z.string() }),
  build_stack: z.object({ name: z.string() }),
  team: z.object({ name: z.string() }).nullish(),
  space: z.object({ name: z.string() }).nullish(),
  maintenance: z.boolean(),
  acm: z.boolean(),
});

const AddOn = Named.extend({
  app: z.object({ id: z.string() }),
  plan: z.object({ name: z.string() }),
  state: z.string(),
  config_vars: z.array(z.string()),
});

const Attachment = z.object({
  name: z.string(),
  namespace: z.string().nullish(),
  addon: Named.extend({ app: Named }),
});

const Domain = z.object({
  hostname: z.string(),
  kind: z.string(),
  acm_status: z.string().nullish(),
  sni_endpoint: z.object({ name: z.string() }).nullish(),
});

const Drain = z.object({ id: z.string(), url: z.string().nullish(), addon: z.object({}).nullish() });
const Process = z.object({ type: z.string(), quantity: z.int(), dyno_size: z.object({ name: z.string() }) });
const Feature = z.object({ name: z.string(), enabled: z.boolean() });
const Buildpack = z.object({ buildpack: z.object({ url: z.string(), name: z.string().optional() }) });
const Coupling = z.object({ id: z.string(), stage: z.string(), pipeline: z.object({ id: z.string() }) });
/** Its password is not kept. */
const Credential = z.object({ name: z.string() });
const Schedule = z.object({ name: z.string(), hour: z.coerce.number(), timezone: z.string() });

export type Schedule = z.output<typeof Schedule>;

/** An add-on of the app's own. */
export interface ExistingAddOn extends z.output<typeof AddOn> {
  /** Names under which the app has it, in their order; the provider takes the first for the add-on's own. */
  attachments: string[];
  schedules: Schedule[];
  /** Whether it is a database that follows another one. */
  follows: boolean;
  /** Names of a database's credentials, without the one that it is made with; undefined where Heroku does not tell. */
  credentials: string[] | undefined;
}

/** An app as it is at Heroku, with everything that belongs to it. The values of its config vars are in here: handle with care. */
export interface ExistingApp extends z.output<typeof App> {
  buildpacks: string[];
  configVars: Record<string, string>;
  addOns: ExistingAddOn[];
  /** Attachments of add-ons that belong to another app, or under a credential of their own. */
  borrowed: z.output<typeof Attachment>[];
  formation: z.output<typeof Process>[];
  domains: z.output<typeof Domain>[];
  features: string[];
  drains: z.output<typeof Drain>[];
  coupling?: z.output<typeof Coupling> & { pipelineName: string };
}

/** Reads an app by its name; undefined where there is none. Reading changes nothing. */
export async function readApp(heroku: HerokuReader, name: string): Promise<ExistingApp | undefined> {
  const app = await heroku.find(`/apps/${encodeURIComponent(name)}`, App);
  if (!app) return undefined;
  const of = `/apps/${app.id}`;
  const [configVars, addOns, attachments, formation, domains, features, drains, buildpacks, coupling] =
    await Promise.all([
      heroku.get(`${of}/config-vars`, z.record(z.string(), z.string())),
      heroku.list(`${of}/addons`, AddOn),
      heroku.list(`${of}/addon-attachments`, Attachment),
      heroku.list(`${of}/formation`, Process),
      heroku.list(`${of}/domains`, Domain),
      heroku.list(`${of}/features`, Feature),
      heroku.list(`${of}/log-drains`, Drain),
      heroku.get(`${of}/buildpack-installations`, z.array(Buildpack)),
      heroku.find(`${of}/pipeline-couplings`, Coupling),
    ]);
  const own = addOns.filter((addOn) => addOn.app.id === app.id);
  const isOwn = ({ addon, namespace }: z.output<typeof Attachment>) => addon.app.id === app.id && !namespace;
  return {
    ...app,
    buildpacks: buildpacks.map(({ buildpack }) => buildpack.name ?? buildpack.url),
    configVars,
    addOns: await Promise.all(
      own.map(async (addOn) => ({
        ...addOn,
        attachments: attachments
          .filter((each) => isOwn(each) && each.addon.id === addOn.id)
          .map((each) => each.name)
          .sort(),
        schedules: await schedulesOf(heroku, addOn),
        follows: await follows(heroku, addOn),
        credentials: await credentialsOf(heroku, addOn),
      })),
    ),
    borrowed: attachments.filter((each) => !isOwn(each)),
    formation,
    domains: domains.filter(({ kind }) => kind === "custom"),
    features: features.filter(({ enabled }) => enabled).map((each) => each.name),
    drains,
    ...(coupling ? { coupling: { ...coupling, pipelineName: await pipelineName(heroku, coupling.pipeline.id) } } : {}),
  };
}

/** https://devcenter.heroku.com/articles/heroku-postgres-backups#scheduling-backups */
async function schedulesOf(heroku: HerokuReader, { id, plan }: z.output<typeof AddOn>): Promise<Schedule[]> {
  if (!plan.name.startsWith("heroku-postgresql:")) return [];
  return (await heroku.find(`/client/v11/databases/${id}/transfer-schedules`, z.array(Schedule))) ?? [];
}

/** https://devcenter.heroku.com/articles/heroku-postgres-follower-databases; the Essential plans have none. */
async function follows(heroku: HerokuReader, { id, plan }: z.output<typeof AddOn>): Promise<boolean> {
  if (!isStandardPostgres(plan.name)) return false;
  const found = await heroku.find(`/client/v11/databases/${id}`, z.object({ following: z.string().nullish() }));
  return Boolean(found?.following);
}

/** The credential that each database is made with. */
const DEFAULT = "default";

/**
 * https://devcenter.heroku.com/articles/heroku-postgresql-credentials
 * Heroku's CLI reads them with another kind of authorization; an app can be adopted where this one is refused (unverified).
 */
async function credentialsOf(heroku: HerokuReader, { id, plan, state }: z.output<typeof AddOn>) {
  const hasOthers = isStandardPostgres(plan.name) && state === "provisioned";
  if (!hasOthers) return [];
  try {
    const found = await heroku.find(`/postgres/v0/databases/${id}/credentials`, z.array(Credential));
    return found?.map(({ name }) => name).filter((name) => name !== DEFAULT);
  } catch (error) {
    if (error instanceof HerokuFailure && error.code === "refused") return undefined;
    throw error;
  }
}

const pipelineName = async (heroku: HerokuReader, id: string) =>
  (await heroku.find(`/pipelines/${id}`, Named))?.name ?? id;
