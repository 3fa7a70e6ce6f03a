import type { Project } from "./project.ts";

interface Resource {
  type: string;
  id?: string;
  urn: string;
}

interface Exported {
  deployment: { resources?: Resource[]; pending_operations?: { type: string; resource: Resource }[] };
}

type Documents = Record<string, Record<string, unknown>[]>;

/**
 * Fails unless a stack has come to rest: Heroku is as declared, every object there is known to the state and exists once,
 * and no operation is pending. One stack's objects are all that Heroku holds, or those of `others` beside it, and those
 * that are nobody's here (`foreign`).
 */
export async function expectSettled(
  project: Project,
  stack: string,
  others: readonly string[] = [],
  foreign: readonly string[] = [],
): Promise<void> {
  const states = await Promise.all([stack, ...others].map((name) => exported(project, name)));
  const known = states.flatMap(({ deployment }) => deployment.resources ?? []);
  const pending = states.flatMap(({ deployment }) => deployment.pending_operations ?? []);
  const heroku = await project.control<Documents>("GET", "/state");
  const wrong = [
    ...pending.map(({ type, resource }) => `still pending: ${type} ${resource.urn}`),
    ...unlike(
      idsIn(known),
      objectsIn(heroku).filter((object) => !foreign.includes(object)),
    ),
    ...builtTwice(heroku),
  ];
  const preview = await project.pulumi(["preview", "--stack", stack, "--refresh", "--expect-no-changes", "--diff"]);
  if (preview.status !== 0) wrong.push(`a preview is not empty:\n${preview.output}`);
  if (wrong.length > 0) throw new Error(`${stack} has not settled:\n${wrong.join("\n")}`);
}

/** Fails unless Heroku holds no object, and the state no resource of it. */
export async function expectNothing(project: Project, stack: string): Promise<void> {
  const { deployment } = await exported(project, stack);
  const known = idsIn(deployment.resources ?? []);
  const there = objectsIn(await project.control<Documents>("GET", "/state"));
  const pending = (deployment.pending_operations ?? []).map(({ type, resource }) => `pending ${type} ${resource.urn}`);
  const left = [...known.map((id) => `state: ${id}`), ...there.map((id) => `Heroku: ${id}`), ...pending];
  if (left.length > 0) throw new Error(`${stack} is not gone:\n${left.join("\n")}`);
}

/** Fails where Heroku holds an object that the state does not know, or an operation is pending. */
export async function expectKnown(project: Project, stack: string): Promise<void> {
  const { deployment } = await exported(project, stack);
  const known = new Set(idsIn(deployment.resources ?? []));
  const unknown = objectsIn(await project.control<Documents>("GET", "/state")).filter((id) => !known.has(id));
  const pending = (deployment.pending_operations ?? []).map(({ type, resource }) => `pending ${type} ${resource.urn}`);
  if (unknown.length + pending.length > 0) throw new Error(`not in state: ${[...unknown, ...pending].join("\n")}`);
}

/** The operations that the state of a stack calls pending, and those of them whose resources stand in it all the same. */
export async function pendingIn(project: Project, stack: string): Promise<{ pending: string[]; settled: string[] }> {
  const { deployment } = await exported(project, stack);
  const known = new Set(deployment.resources?.map(({ urn }) => urn));
  const operations = deployment.pending_operations ?? [];
  const named = ({ type, resource }: (typeof operations)[number]) => `${type} ${resource.urn}`;
  const settled = operations.filter(({ type, resource }) => type === "creating" && known.has(resource.urn));
  return { pending: operations.map(named), settled: settled.map(named) };
}

async function exported(project: Project, stack: string): Promise<Exported> {
  const { stdout } = await project.ok("stack", "export", "--stack", stack);
  return JSON.parse(stdout) as Exported;
}

/** `AddOn UUID`; what belongs to its app alone, such as its config vars, has no object of its own. */
function idsIn(resources: readonly Resource[]): string[] {
  return resources.flatMap(({ type, id }) => {
    const name = type.split(":").at(-1) ?? "";
    return type.startsWith("heroku:") && OBJECTS.has(name) ? [`${name} ${id}`] : [];
  });
}

const OBJECTS = new Set([
  "App",
  "AddOn",
  "Domain",
  "LogDrain",
  "Pipeline",
  "PipelineCoupling",
  "PostgresBackupSchedule",
]);

/** Everything that Heroku holds, as `Domain APP/www.example.com`. */
export const objectsAt = async (project: Project): Promise<string[]> =>
  objectsIn(await project.control<Documents>("GET", "/state"));

/** The same of everything that the sandbox holds. */
function objectsIn(documents: Documents): string[] {
  const all = (collection: string) => documents[collection] ?? [];
  const named = (type: string, collection: string, id: (document: Record<string, unknown>) => unknown) =>
    all(collection).map((document) => `${type} ${id(document)}`);
  return [
    ...named("App", "apps", ({ id }) => id),
    ...named("AddOn", "add-ons", ({ id }) => id),
    ...named("Domain", "domains", ({ app, hostname }) => `${app}/${hostname}`),
    ...named("LogDrain", "log_drains", ({ app, id }) => `${app}/${id}`),
    ...named("Pipeline", "pipelines", ({ id }) => id),
    ...named("PipelineCoupling", "couplings", ({ id }) => id),
    ...named("PostgresBackupSchedule", "transfer-schedules", ({ addOn, name }) => `${addOn}/${name}`),
  ];
}

/** A difference in how often each is there. */
function unlike(known: readonly string[], there: readonly string[]): string[] {
  const count = (list: readonly string[], id: string) => list.filter((each) => each === id).length;
  return [...new Set([...known, ...there])].flatMap((id) => {
    const [inState, atHeroku] = [count(known, id), count(there, id)];
    return inState === 1 && atHeroku === 1 ? [] : [`${id}: ${inState} in state, ${atHeroku} at Heroku`];
  });
}

/** A build is an event: Heroku keeps those of earlier sources, but each source is built once. */
function builtTwice({ builds = [] }: Documents): string[] {
  const made = builds.filter(({ status }) => status !== "failed");
  const versions = made.map(({ app, source_blob }) => `${app} ${(source_blob as { version: string }).version}`);
  return [...new Set(versions)].flatMap((version) => {
    const times = versions.filter((each) => each === version).length;
    return times === 1 ? [] : [`built ${times} times: ${version}`];
  });
}
