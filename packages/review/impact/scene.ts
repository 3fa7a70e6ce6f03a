import type { Impact, ResourceView, ReviewedChange } from "../model.ts";
import { isRecord } from "../preview/values.ts";

/** What a rule may look at beside its own change. */
export interface Scene {
  /** Every resource of the stack as it will be, or as it was where it goes. */
  all: readonly ResourceView[];
  changes: readonly ReviewedChange[];
}

/** What the changes of a type of resource bring about. */
export interface Rule {
  /** How many releases of its app the change makes; each restarts what runs. */
  releases?(change: ReviewedChange): number;
  impacts?(change: ReviewedChange, scene: Scene): Impact[];
}

/** What happens once for each value of its inputs is a release each time; deleting it forgets it. */
export const releasesEachTime = ({ op }: ReviewedChange): number => (op === "delete" ? 0 : 1);

/** What a review calls the app that the change belongs to: its name at Heroku. */
export function appNameOf(change: ReviewedChange, { all }: Scene): string | undefined {
  const app = appOf(change, all);
  return textOf(app?.inputs.name);
}

/** A resource knows its app by UUID, which an app's own view does not have: they are told by the names in the program. */
function appOf({ name }: ReviewedChange, all: readonly ResourceView[]): ResourceView | undefined {
  const apps = all.filter(({ type }) => type === "App");
  const named = apps.filter((app) => name === app.name || name.startsWith(`${app.name}-`));
  const longest = named.toSorted((one, other) => other.name.length - one.name.length)[0];
  return longest ?? (apps.length === 1 ? apps[0] : undefined);
}

/** The process types that run before the change; undefined where the stack does not say what runs. */
export function runningTypes(change: ReviewedChange, scene: Scene): string[] | undefined {
  const app = changeOfApp(change, scene);
  if (app?.op === "create") return [];
  const key = appKeyOf(change);
  const formations = scene.all.filter(({ type }) => type === "Formation");
  const own = formations.find((view) => keyIn(statusQuo(view, scene) ?? view) === key);
  // What belongs to an add-on names no app.
  const formation = own ?? (key === undefined && formations.length === 1 ? formations[0] : undefined);
  if (!formation) return undefined;
  const before = statusQuo(formation, scene);
  return before && before.outputs.waitsForRelease !== true ? typesRunningIn(before) : [];
}

/** The process types that have a dyno in a formation. */
function typesRunningIn({ inputs }: ResourceView): string[] {
  return Object.entries(processesOf(inputs)).flatMap(([type, { quantity }]) => (quantity > 0 ? [type] : []));
}

export interface Process {
  quantity: number;
  size: string;
}

/** The dynos that are declared; where Heroku scales them by itself, the fewest that run. */
export function processesOf(inputs: ResourceView["inputs"] = {}): Record<string, Process> {
  const declared = isRecord(inputs.processes) ? (inputs.processes as Record<string, Declared>) : {};
  const fewest = ({ quantity = 0, size, autoscaling }: Declared) => ({
    size,
    quantity: autoscaling?.minimum ?? quantity,
  });
  return Object.fromEntries(Object.entries(declared).map(([type, process]) => [type, fewest(process)]));
}

interface Declared {
  quantity?: number;
  size: string;
  autoscaling?: { minimum: number };
}

/** Whether new web dynos take over before the old ones stop, as things are. */
export function hasPreboot(change: ReviewedChange, scene: Scene): boolean {
  const key = appKeyOf(change);
  return scene.all.some((view) => {
    const before = view.type === "AppFeature" ? statusQuo(view, scene) : undefined;
    return before !== undefined && keyIn(before) === key && isPreboot(before) && before.inputs.enabled !== false;
  });
}

export const isPreboot = (view: ResourceView | undefined): boolean => view?.inputs.name === "preboot";

/** Whether the whole app goes, so that what belongs to it needs no word of its own. */
export function goesWithItsApp(change: ReviewedChange, scene: Scene): boolean {
  const app = changeOfApp(change, scene);
  return app !== undefined && app.urn !== change.urn && (app.op === "delete" || app.op === "replace");
}

/** Whether the whole app is new, so that there is nothing in it yet. */
export const comesWithItsApp = (change: ReviewedChange, scene: Scene): boolean =>
  changeOfApp(change, scene)?.op === "create";

function changeOfApp(change: ReviewedChange, { all, changes }: Scene): ReviewedChange | undefined {
  const app = appOf(change, all);
  return changes.find(({ urn }) => urn === app?.urn);
}

/** The resource as it is before the changes; undefined where it is not there yet. */
function statusQuo(view: ResourceView, { changes }: Scene): ResourceView | undefined {
  const change = changes.find(({ urn }) => urn === view.urn);
  return change === undefined || change.op === "same" ? view : change.before;
}

/** The app's UUID as the state has it. */
const appKeyOf = ({ before, after }: ReviewedChange): unknown => keyIn(before) ?? keyIn(after);

const keyIn = (view: ResourceView | undefined): unknown => view?.inputs.app ?? view?.inputs.target;

/** A plan that costs less holds less. */
export const isSmaller = ({ before, after }: ReviewedChange): boolean =>
  Number(after?.outputs.monthlyCents) < Number(before?.outputs.monthlyCents);

export const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

export const numberOf = (value: unknown): number | undefined => (typeof value === "number" ? value : undefined);

/** `web`, `web and worker`. */
export const listed = (items: readonly string[]): string =>
  new Intl.ListFormat("en", { type: "conjunction" }).format(items);
