import type { HerokuReader } from "@pulumi/heroku/read";
import { z } from "zod";
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
  /** What the stack declares that none of the files rebuilds. */
  further: string[];
}

export interface AddOn {
  key: string;
  plan: string;
  attachment?: string;
  /** Options of provisioning; undefined where the value is secret. */
  config: Record<string, string | undefined>;
  configVars: string[];
  backup?: z.output<typeof ScheduleInputs>;
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
const AddOnInputs = z.object({
  plan: z.string(),
  attachment: z.string().optional(),
  config: z.record(z.string(), z.unknown()).default({}),
});
const AddOnOutputs = z.object({ configVars: z.array(z.string()) });
const FormationInputs = z.object({
  processes: z.record(z.string(), z.object({ quantity: z.int(), size: z.string() })),
});
const FeatureInputs = z.object({ name: z.string(), enabled: z.boolean() });
const ScheduleInputs = z.object({ hour: z.int(), timezone: z.string(), attachment: z.string() });
const CouplingInputs = z.object({ pipeline: z.string(), stage: z.string() });
const PipelineInputs = z.object({ name: z.string(), team: z.string().optional() });

/** What these nouns declare is rebuilt, or is no more than what has happened. */
const REBUILT = new Set([
  ...["AddOn", "App", "AppFeature", "AutomaticCertificates", "Build", "ConfigVars", "Domain", "Formation", "LogDrain"],
  ...["Pipeline", "PipelineCoupling", "PostgresBackupSchedule", "Promotion"],
]);

/** The environments that a stack declares: one for each app. Heroku is asked only for names and commands. */
export async function environmentsOf(
  resources: Resource[],
  heroku: Pick<HerokuReader, "find">,
): Promise<Environment[]> {
  const apps = resources.filter((resource) => nounOf(resource) === "App");
  return Promise.all(apps.map((app) => environmentOf(app, resources, heroku)));
}

async function environmentOf(app: Resource, all: Resource[], heroku: Pick<HerokuReader, "find">): Promise<Environment> {
  // By name, as the state has them in the order in which they happened to be done.
  const own = all
    .filter(({ inputs }) => inputs.app === app.id || inputs.target === app.id)
    .sort((one, other) => (one.urn < other.urn ? -1 : 1));
  const of = (noun: string) => own.filter((resource) => nounOf(resource) === noun);
  const inputsOf = <T>(noun: string, form: z.ZodType<T>) => of(noun).map(({ inputs }) => form.parse(inputs));
  const vars = inputsOf("ConfigVars", VarsInputs).flatMap((each) => [each.vars, each.secretVars]);
  const [open, hidden] = partition(vars.filter((each) => !isHidden(each)).flatMap(Object.entries));
  const [source] = of("Promotion").map(({ inputs }) => String(inputs.source));
  const [coupling] = inputsOf("PipelineCoupling", CouplingInputs);
  return {
    app: AppInputs.parse(app.inputs),
    vars: Object.fromEntries(open),
    secretVars: hidden.map(([key]) => key).sort(),
    addOns: of("AddOn").map((resource) => addOnOf(resource, all)),
    formation: Object.assign({}, ...inputsOf("Formation", FormationInputs).map(({ processes }) => processes)),
    commands: await commandsOf(app.id, heroku),
    domains: inputsOf("Domain", z.object({ hostname: z.string() })).map(({ hostname }) => hostname),
    automaticCertificates: of("AutomaticCertificates").length > 0,
    features: inputsOf("AppFeature", FeatureInputs),
    drains: of("LogDrain").map(keyOf),
    ...(coupling ? { pipeline: await pipelineOf(coupling, all, heroku) } : {}),
    ...(source ? { promotedFrom: await nameAt(heroku, `/apps/${source}`, source) } : {}),
    further: [
      ...own.filter((each) => !REBUILT.has(nounOf(each) ?? "")).map((each) => `${nounOf(each)} ${nameOf(each.urn)}`),
      ...(vars.some(isHidden) ? ["config vars whose very names are secret in the program"] : []),
    ],
  };
}

/** Values that anyone may read, and those that are secret, whichever way the program has made them so. */
function partition(vars: [string, unknown][]): [[string, string][], [string, unknown][]] {
  const open = vars.filter((entry): entry is [string, string] => typeof entry[1] === "string");
  return [open, vars.filter(([, value]) => isHidden(value))];
}

function addOnOf(resource: Resource, all: Resource[]): AddOn {
  const { plan, attachment, config } = AddOnInputs.parse(resource.inputs);
  const schedule = all.find((each) => nounOf(each) === "PostgresBackupSchedule" && each.inputs.addOn === resource.id);
  const options = Object.entries(config).map(([key, value]) => [key, typeof value === "string" ? value : undefined]);
  return {
    key: keyOf(resource),
    plan,
    ...(attachment ? { attachment } : {}),
    config: Object.fromEntries(options),
    configVars: AddOnOutputs.parse(resource.outputs).configVars,
    ...(schedule ? { backup: ScheduleInputs.parse(schedule.inputs) } : {}),
  };
}

async function pipelineOf(
  { pipeline: id, stage }: z.output<typeof CouplingInputs>,
  all: Resource[],
  heroku: Pick<HerokuReader, "find">,
): Promise<Environment["pipeline"]> {
  const own = all.find((each) => nounOf(each) === "Pipeline" && each.id === id);
  if (own) return { ...PipelineInputs.parse(own.inputs), stage, isOwn: true };
  return { name: await nameAt(heroku, `/pipelines/${id}`, id), stage, isOwn: false };
}

/** What is gone or was never seen keeps its id for a name. */
const nameAt = async (heroku: Pick<HerokuReader, "find">, path: string, id: string): Promise<string> =>
  (await heroku.find(path, z.object({ name: z.string() })))?.name ?? id;

async function commandsOf(app: string, heroku: Pick<HerokuReader, "find">): Promise<Record<string, string>> {
  const found = await heroku.find(
    `/apps/${app}/formation`,
    z.array(z.object({ type: z.string(), command: z.string() })),
  );
  return Object.fromEntries((found ?? []).map(({ type, command }) => [type, command]));
}
