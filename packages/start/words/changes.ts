import {
  type ChangedPath,
  happensAnew,
  headline,
  inDollars,
  nameOf,
  OPERATION,
  pathInWords,
  type ResourceView,
  type ReviewedChange,
  SECRET,
  type StackReview,
  shortened,
  typeInWords,
  UNKNOWN,
  visible,
} from "@consumer-notebook/review";
import { wrapped } from "@consumer-notebook/toolchain";

const MOST_CHARACTERS = 60;

/** What a reader looks for first; the rest comes after it. */
const ORDER = ["Pipeline", "App", "Formation", "AddOn", "ConfigVars", "Domain", "Build", "Promotion"];

/** Each change in a line or two: `new add-on database: heroku-postgresql:essential-0, $5.00 a month`. */
export function changesInWords({ changes, all }: StackReview): string[] {
  const place = ({ type }: ReviewedChange) => (ORDER.includes(type) ? ORDER.indexOf(type) : ORDER.length);
  const ordered = changes.toSorted((one, other) => place(one) - place(other));
  return ordered.flatMap((change) => wrapped(inWords(change, all), 4));
}

/** `staging: 19 to create, +$67.00 a month`. */
export const headlineInWords = (review: StackReview): string[] => wrapped(visible(headline(review)));

export const nothingToChange = ({ all }: StackReview): string =>
  `  Nothing to change: ${all.length} resources are as declared.`;

function inWords(change: ReviewedChange, all: readonly ResourceView[]): string {
  const view = change.after ?? change.before;
  const name = view && nameOf(view, all);
  const subject = [happensAnew(change) ? "run" : OPERATION[change.op], typeInWords(change.type), name];
  const facts = change.op === "create" && view ? created(view, change) : change.paths.map(changed(change));
  const price = change.op === "create" ? priceOf(view) : [];
  const said = [...facts, ...price].map(visible).join(", ");
  return `${subject.filter(Boolean).map(String).map(visible).join(" ")}${said ? `: ${said}` : ""}`;
}

/** Of what is new the values alone say enough, where it is a kind that every reader knows. */
const NEW: Record<string, (inputs: Record<string, unknown>) => string[]> = {
  App: ({ region, stack, buildpacks }) => [
    ...(region === undefined ? [] : [`region ${valueText(region)}`]),
    ...(stack === undefined ? [] : [`stack ${valueText(stack)}`]),
    ...(buildpacks === undefined ? [] : [`buildpack ${valueText(buildpacks)}`]),
  ],
  AddOn: ({ plan }) => [valueText(plan)],
  Build: ({ source }) => (source === undefined ? [] : [`from ${valueText(source)}`]),
  ConfigVars: ({ vars = {}, secretVars = {} }) => [
    ...Object.entries(vars as object).map(([name, value]) => `${name}=${valueText(value)}`),
    ...Object.keys(secretVars as object).map((name) => `${name} (secret)`),
  ],
  Domain: () => [],
  Formation: ({ processes = {} }) =>
    Object.entries(processes as Record<string, { quantity?: number; size?: string }>).map(
      ([type, { quantity, size }]) => `${quantity} ${type} of size ${size}`,
    ),
  Pipeline: () => [],
};

function created({ type, inputs }: ResourceView, { paths }: ReviewedChange): string[] {
  const isInName = (path: ChangedPath) => path.path === "name" || path.path === "hostname";
  const rest = () => paths.filter((path) => saysSomething(path) && !isInName(path)).map(added(type));
  return NEW[type]?.(inputs) ?? rest();
}

const added =
  (type: string) =>
  ({ path, after }: ChangedPath): string =>
    `${pathInWords(type, path)} ${valueText(after)}`;

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

/** Ids, and what is on or off by itself, tell a reader nothing. */
const saysSomething = ({ after }: ChangedPath): boolean =>
  typeof after !== "boolean" && after !== UNKNOWN && !(typeof after === "string" && UUID.test(after));

const changed =
  ({ type }: ReviewedChange) =>
  ({ path, kind, before, after, secret }: ChangedPath): string => {
    const name = pathInWords(type, path);
    if (secret && kind === "update") return `${name} is another secret`;
    if (kind === "delete") return `${name} goes (was ${valueText(before)})`;
    return `${name} ${before === undefined ? "" : `from ${valueText(before)} to `}${valueText(after)}`;
  };

function valueText(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === SECRET) return "(secret)";
  if (value === UNKNOWN) return "known when it is done";
  if (Array.isArray(value)) return value.map(valueText).join(" and ");
  return shortened(typeof value === "string" ? value : JSON.stringify(value), MOST_CHARACTERS);
}

function priceOf(view: ResourceView | undefined): string[] {
  const cents = view?.outputs.monthlyCents;
  if (typeof cents !== "number") return [];
  return [cents === 0 ? "no charge" : `${inDollars(cents)} a month`];
}
