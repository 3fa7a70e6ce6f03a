import { badRequest, rangeNotSatisfiable } from "../errors.ts";
import { PAGE_SIZE, PAGE_SIZE_MAX } from "../limits.ts";

/** A page of a list; https://devcenter.heroku.com/articles/platform-api-reference#ranges */
/** What a list can be sorted by; the first is the order without a `Range`. */
export type Fields = readonly [string, ...string[]];

export interface Page<T> {
  status: 200 | 206;
  items: T[];
  headers: Record<string, string>;
}

interface Range {
  field: string;
  start: string;
  startExcluded: boolean;
  end: string;
  endExcluded: boolean;
  max: number;
  descending: boolean;
}

const RANGE =
  /^(?<field>[a-z_]+)\s+(?<open>\]?)(?<start>[^;[\]\s]*?)\.\.(?<end>[^;[\]\s]*)(?<close>\[?)\s*(?:;(?<parameters>.*))?$/;

/** Cuts the list to what `Range` asks for. The first of `fields` is the order without a `Range`. */
export function page<T extends object>(items: readonly T[], fields: Fields, header: string | null): Page<T> {
  const range = parseRange(header, fields);
  const key = (item: T): unknown => Reflect.get(item, range.field);
  const sorted = items.toSorted((a, b) => compare(key(a), key(b)));
  if (range.descending) sorted.reverse();
  const within = sorted.filter((item) => isWithin(key(item), range));
  const shown = within.slice(0, range.max);
  const headers: Record<string, string> = { "Accept-Ranges": fields.join(", ") };
  const [first, last] = [shown.at(0), shown.at(-1)];
  if (first && last) {
    headers["Content-Range"] = `${range.field} ${text(key(first))}..${text(key(last))}; max=${range.max}`;
  }
  if (!last || within.length === shown.length) return { status: 200, items: shown, headers };
  const end = `${range.end}${range.endExcluded ? "[" : ""}`;
  const order = range.descending ? ", order=desc" : "";
  headers["Next-Range"] = `${range.field} ]${text(key(last))}..${end}; max=${range.max}${order}`;
  return { status: 206, items: shown, headers };
}

function parseRange(header: string | null, fields: Fields): Range {
  const range: Range = {
    field: fields[0],
    start: "",
    startExcluded: false,
    end: "",
    endExcluded: false,
    max: PAGE_SIZE,
    descending: false,
  };
  if (!header?.trim()) return range;
  const match = RANGE.exec(header.trim())?.groups;
  if (!match) throw badRequest(`Invalid Range header: ${header}`);
  range.field = match.field ?? range.field;
  if (!fields.includes(range.field)) throw rangeNotSatisfiable(`Invalid Range: use one of ${fields.join(", ")}.`);
  range.start = match.start ?? "";
  range.startExcluded = match.open === "]";
  range.end = match.end ?? "";
  range.endExcluded = match.close === "[";
  for (const parameter of (match.parameters ?? "").split(/[,;]/)) applyParameter(range, parameter.trim());
  return range;
}

function applyParameter(range: Range, parameter: string): void {
  if (parameter === "") return;
  const [name, value] = parameter.split("=").map((part) => part.trim());
  if (name === "max" && /^\d+$/.test(value ?? "") && Number(value) > 0) {
    // Whether more than the maximum is cut or refused is (unverified); the sandbox cuts.
    range.max = Math.min(Number(value), PAGE_SIZE_MAX);
  } else if (name === "order" && (value === "asc" || value === "desc")) {
    range.descending = value === "desc";
  } else {
    throw badRequest(`Invalid Range parameter: ${parameter}`);
  }
}

function isWithin(value: unknown, range: Range): boolean {
  const direction = range.descending ? -1 : 1;
  const fromStart = range.start === "" ? 1 : compare(value, like(value, range.start)) * direction;
  const toEnd = range.end === "" ? 1 : compare(like(value, range.end), value) * direction;
  return (range.startExcluded ? fromStart > 0 : fromStart >= 0) && (range.endExcluded ? toEnd > 0 : toEnd >= 0);
}

function like(value: unknown, bound: string): unknown {
  return typeof value === "number" ? Number(bound) : bound;
}

function compare(a: unknown, b: unknown): number {
  if (typeof a === "number" && typeof b === "number") return a - b;
  const [left, right] = [text(a), text(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

function text(value: unknown): string {
  return value === null || value === undefined ? "" : String(value);
}
