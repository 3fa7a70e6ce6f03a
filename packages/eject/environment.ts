import type { HerokuReader } from "@pulumi/heroku/read";
import { z } from "zod";
import { type AddOn, addOnsOf, isRebuilt } from "./add-ons.ts";
import { hasSecretCommand, type Job, jobsOf } from "./jobs.ts";
import { type RolledBack, rolledBackTo } from "./rollback.ts";
import { isHidden, keyOf, nameOf, nounOf, type Resource } from "./state.ts";

/** One app with everything that the stack declares of it. Of a secret there is its name only. */
export interface Environment {
  app: z.output<typeof AppInputs>;
  vars: Record<string, string>;
  secretVars: string[];
  addOns: AddOn[];
  formation: z.output<typeof FormationInputs>["processes"];
  /** Command of each process type, as the release that runs has it. */
  commands: Record<string, string>;
  domains: string[];
  automaticCertificates: boolean;
  features: z.output<typeof FeatureInputs>[];
  /** A name for each log drain, whose address is secret. */
  drains: string[];
  pipeline?: { name: string; stage: string; isOwn: boolean; team?: string };
  /** App whose releases are promoted to this one. */
  promotedFrom?: string;
  /** Release whose code runs, where the stack went back to it. */
  rolledBack?: RolledBack;
  jobs: Job[];
  /** What the stack declares that none of the files rebuilds. */
  further: string[];
}

const AppInputs = z.object({
  name: z.string(),
  region: z.string(),
  stack: z.string().optional(),
  team: z.string().optional(),
  space: z.string().optional(),
  buildpacks: z.array(z.string()).default([]),
  maintenance: z.boolean().default(false),
});
const VarsInputs = z.object({
  vars: z.record(z.string(), z.unknown()).default({}),
  secretVars: z.record(z.string(), z.unknown()).default({}),
});
const Autoscaling = z.object({ minimum: z.int(), maximum: z.int(), responseTime: z.int(), notify: z.boolean() });
export type Autoscaling = z.output<typeof Autoscaling>;
const Process = z.object({ quantity: z.int().default(0), size: z.string(), autoscaling: Autoscaling.optional() });
type Process = z.output<typeof Process>;

/** As many dynos as are to run at first; where Heroku scales them by itself, the fewest. */
export const fewestOf = ({ quantity, autoscaling }: Process): number => autoscaling?.minimum ?? quantity;

const FormationInputs = z.object({
  processes: z.record(z.string(), Process),
});
const FeatureInputs = z.object({ name: z.string(), enabled: z.boolean() });
const CouplingInputs = z.object({ pipeline: z.string(), stage: z.string() });
const PipelineInputs = z.object({ name: z.string(), team: z.string().optional() });

/** What these nouns declare is rebuilt, or is no more than what has happened. */
const REBUILT = new Set([
  ...["AddOn", "App", "AppFeature", "AutomaticCertificates", "Build", "ConfigVars", "Domain", "Formation", "LogDrain"],
  ...["OneOffJob", "Pipeline", "PipelineCoupling", "PostgresBackupSchedule", "PostgresCredential", "Promotion"],
  ...["KeyValueStoreCredential", "KeyValueStoreMaintenance", "KeyValueStoreMaintenanceWindow", "KeyValueStoreSettings"],
  "Rollback",
]);

type Reader = Pick<HerokuReader, "find" | "list">;

/** The environments that a stack declares: one for each app. Heroku is asked only for names and commands. */
export async function environmentsOf(resources: Resource[], heroku: Reader): Promise<Environment[]> {
  const apps = resources.filter((resource) => nounOf(resource) === "App");
  return Promise.all(apps.map((app) => environmentOf(app, resources, heroku)));
}

async function environmentOf(app: Resource, all: Resource[], heroku: Reader): Promise<Environment> {
  const own = ownOf(app, all);
  const of = (noun: string) => own.filter((resource) => nounOf(resource) === noun);
  const inputsOf = <T>(noun: string, form: z.ZodType<T>) => of(noun).map(({ inputs }) => form.parse(inputs));
  const vars = inputsOf("ConfigVars", VarsInputs).flatMap((each) => [each.vars, each.secretVars]);
  const [open, hidden] = partition(vars.filter((each) => !isHidden(each)).flatMap(Object.entries));
  const [source] = of("Promotion").map(({ inputs }) => String(inputs.source));
  const rolledBack = await rolledBackTo(app, own, heroku);
  const [coupling] = inputsOf("PipelineCoupling", CouplingInputs);
  return {
    app: AppInputs.parse(app.inputs),
    vars: Object.fromEntries(open),
    secretVars: hidden.map(([key]) => key).sort(),
    addOns: addOnsOf(own),
    formation: Object.assign({}, ...inputsOf("Formation", FormationInputs).map(({ processes }) => processes)),
    commands: await commandsOf(app.id, heroku),
    domains: inputsOf("Domain", z.object({ hostname: z.string() })).map(({ hostname }) => hostname),
    automaticCertificates: of("AutomaticCertificates").length > 0,
    features: inputsOf("AppFeature", FeatureInputs),
    drains: of("LogDrain").map(keyOf),
    ...(coupling ? { pipeline: await pipelineOf(coupling, all, heroku) } : {}),
    ...(source ? { promotedFrom: await nameAt(heroku, `/apps/${source}`, source) } : {}),
    ...(rolledBack ? { rolledBack } : {}),
    jobs: jobsOf(own),
    further: [
      ...[...own, ...ofNoApp(all)].flatMap((each) => unbuilt(each, own)),
      ...(vars.some(isHidden) ? ["config vars whose very names are secret in the program"] : []),
    ],
  };
}

/** What belongs to an app, or to an add-on of it. By name, as the state has it in the order in which it happened to be done. */
function ownOf(app: Resource, all: Resource[]): Resource[] {
  const addOns = all.filter((each) => nounOf(each) === "AddOn" && each.inputs.app === app.id).map(({ id }) => id);
  return all
    .filter((resource) => [app.id, ...addOns].includes(ownerOf(resource) ?? ""))
    .sort((one, other) => (one.urn < other.urn ? -1 : 1));
}

/** UUID of the app or the add-on that a resource belongs to; undefined for what belongs to neither. */
const ownerOf = ({ inputs: { app, target, addOn } }: Resource): string | undefined =>
  [app, target, addOn].find((each) => typeof each === "string");

/** What belongs to a pipeline, a team or the account, and to no app. */
const ofNoApp = (all: Resource[]): Resource[] =>
  all.filter((resource) => nounOf(resource) !== undefined && ownerOf(resource) === undefined);

/** How a resource is told that none of the files rebuilds. */
function unbuilt(resource: Resource, own: Resource[]): string[] {
  const noun = nounOf(resource) ?? resource.type;
  const label = `${noun} ${nameOf(resource.urn)}`;
  if (noun === "OneOffJob" && hasSecretCommand(resource)) return [`${label}, whose very command is secret`];
  const isBuilt = isRebuilt(resource, own) ?? REBUILT.has(noun);
  return isBuilt ? [] : [label];
}

/** Values that anyone may read, and those that are secret, whichever way the program has made them so. */
function partition(vars: [string, unknown][]): [[string, string][], [string, unknown][]] {
  const open = vars.filter((entry): entry is [string, string] => typeof entry[1] === "string");
  return [open, vars.filter(([, value]) => isHidden(value))];
}

async function pipelineOf(
  { pipeline: id, stage }: z.output<typeof CouplingInputs>,
  all: Resource[],
  heroku: Reader,
): Promise<Environment["pipeline"]> {
  const own = all.find((each) => nounOf(each) === "Pipeline" && each.id === id);
  if (own) return { ...PipelineInputs.parse(own.inputs), stage, isOwn: true };
  return { name: await nameAt(heroku, `/pipelines/${id}`, id), stage, isOwn: false };
}

/** What is gone or was never seen keeps its id for a name. */
const nameAt = async (heroku: Reader, path: string, id: string): Promise<string> =>
  (await heroku.find(path, z.object({ name: z.string() })))?.name ?? id;

async function commandsOf(app: string, heroku: Reader): Promise<Record<string, string>> {
  const found = await heroku.find(
    `/apps/${app}/formation`,
    z.array(z.object({ type: z.string(), command: z.string() })),
  );
  return Object.fromEntries((found ?? []).map(({ type, command }) => [type, command]));
}
