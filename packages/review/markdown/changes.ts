import { codeOf } from "../impact/code.ts";
import { type ChangedPath, type ResourceView, type ReviewedChange, SECRET, UNKNOWN } from "../model.ts";
import { nameAtHeroku, nameOf } from "../names.ts";
import { canonical } from "../preview/values.ts";
import { HAPPENED, happensAnew, OPERATION, pathInWords, typeInWords } from "../words.ts";
import { code } from "./escape.ts";
import { limited, type Room } from "./room.ts";

/** Each resource with its values below it. No table: on a phone the values would stand beside what is seen of it. */
export function changesList(
  changes: readonly ReviewedChange[],
  all: readonly ResourceView[],
  room: Room,
  happened = false,
): string {
  const { shown, rest } = limited(changes, room.rows, "resource");
  const items = shown.map((change) => [subject(change, all, happened), ...values(change, room)].join("\n  - "));
  return [...items, ...rest].map((item) => `- ${item}`).join("\n");
}

function subject(change: ReviewedChange, all: readonly ResourceView[], happened: boolean): string {
  const { op, type, protect, before, after } = change;
  const operation = happensAnew(change) ? "run" : (happened ? HAPPENED : OPERATION)[op];
  const view = before ?? after;
  const [name, atHeroku] = view ? [nameOf(view, all), nameAtHeroku(view, all)] : [change.name];
  const notes = [
    ...(atHeroku === undefined ? [] : [`at Heroku: ${code(atHeroku)}`]),
    ...(protect && op !== "create" ? ["protected from deletion"] : []),
  ];
  const noted = notes.length > 0 ? ` (${notes.join("; ")})` : "";
  return `**${operation}** ${typeInWords(type)}${name === undefined ? "" : ` ${code(name)}`}${noted}`;
}

const WITHOUT_PATHS: Partial<Record<ReviewedChange["op"], string>> = {
  import: "exists already; nothing happens to it",
  replace: "made anew, as what it belongs to is",
};

/** What is said of the resource as a whole. */
function notesOn({ op, urn, from, resembles, paths, after }: ReviewedChange): string[] {
  if (from !== undefined) {
    const names = `${code(placeOf(from))} is now called ${code(placeOf(urn))}`;
    return [op === "state" ? `${names}; nothing happens at Heroku` : names];
  }
  if (resembles !== undefined)
    return [
      `if this is ${code(placeOf(resembles))} under a new name, nothing needs to be created or removed: give it the resource ` +
        `option ${code(`aliases: ["${resembles}"]`, ALIAS_LENGTH)}`,
    ];
  if (op === "state" && !after) return ["dropped from Pulumi's state; it stays at Heroku"];
  return paths.length === 0 ? [WITHOUT_PATHS[op] ?? []].flat() : [];
}

/** A URN is copied as a whole. */
const ALIAS_LENGTH = 400;

/** Where a resource is in the program: its name, and the types of the components that it is in. */
function placeOf(urn: string): string {
  const [, , types = "", ...name] = urn.split("::");
  const parents = types.split("$").slice(0, -1);
  return [...parents.map((type) => type.split(":").at(-1)), name.join("::")].join(" > ");
}

function values(change: ReviewedChange, room: Room): string[] {
  const { op, paths } = change;
  const { shown, rest } = limited(
    op === "create" || op === "delete" ? paths.filter(saysSomething) : paths,
    room.paths,
    "value",
  );
  const isReplaced = op === "replace" && !happensAnew(change);
  return [
    ...notesOn(change),
    ...shown.map((path) => line(path, change, isReplaced, room)),
    ...unknownLine(change, room),
    ...rest,
    ...codeLine(change, room),
  ];
}

/** Values that `npm run apply` takes as they come, whatever they are. */
function unknownLine({ op, type, paths }: ReviewedChange, room: Room): string[] {
  const unknown = op === "create" ? paths.filter((path) => path.unknown) : [];
  if (unknown.length === 0) return [];
  return [`known when it is done: ${unknown.map((path) => code(whereIn(type, paths, path), room.value)).join(", ")}`];
}

/** The code behind the number of a release. */
function codeLine({ before, after }: ReviewedChange, room: Room): string[] {
  const [was, is] = [codeOf(before), codeOf(after)];
  if (is === undefined) return [];
  const change = was === undefined || was === is ? [is] : [was, is];
  return [`code: ${change.map((each) => code(each, room.value)).join(" → ")}`];
}

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

/** Of what comes or goes as a whole, ids and what is off tell a reader nothing. */
function saysSomething({ before, after }: ChangedPath): boolean {
  const value = after ?? before;
  return value !== false && value !== UNKNOWN && !(typeof value === "string" && UUID.test(value));
}

function line(path: ChangedPath, { op, type, paths }: ReviewedChange, isReplaced: boolean, room: Room): string {
  const name = code(whereIn(type, paths, path), room.value);
  const note = isReplaced && path.replaces ? " (this is why it is replaced)" : "";
  if (path.secret && op !== "create" && path.kind === "update") return `${name}: secret, changed${note}`;
  const [before, after] = [valueText(path.before, room), valueText(path.after, room)];
  if (path.kind === "add") return `${name}: ${op === "create" || op === "import" ? "" : "new, "}${after}${note}`;
  if (path.kind === "delete") return `${name}: ${op === "delete" ? "" : "removed, was "}${before}${note}`;
  return `${name}: ${before} → ${after}${note}`;
}

/** A config var that becomes a secret goes from one path to another, with the same words for both. */
function whereIn(type: string, paths: readonly ChangedPath[], { path }: ChangedPath): string {
  const words = pathInWords(type, path);
  return paths.some((other) => other.path !== path && pathInWords(type, other.path) === words) ? path : words;
}

function valueText(value: unknown, room: Room): string {
  if (value === undefined) return "nothing";
  if (value === SECRET) return "secret";
  if (value === UNKNOWN) return "known when it is done";
  const isList = Array.isArray(value) && value.every((each) => typeof each === "string");
  return code(isList ? value.join(", ") : typeof value === "string" ? value : canonical(value), room.value);
}
