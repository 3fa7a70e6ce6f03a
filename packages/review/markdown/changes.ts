import { type ChangedPath, type ReviewedChange, SECRET, UNKNOWN } from "../model.ts";
import { canonical } from "../preview/values.ts";
import { HAPPENED, happensAnew, OPERATION, typeInWords } from "../words.ts";
import { code } from "./escape.ts";
import { limited, type Room } from "./room.ts";

/** Each resource with its values below it. No table: on a phone the values would stand beside what is seen of it. */
export function changesList(changes: readonly ReviewedChange[], room: Room, happened = false): string {
  const { shown, rest } = limited(changes, room.rows, "resource");
  const items = shown.map((change) => [subject(change, happened), ...values(change, room)].join("\n  - "));
  return [...items, ...rest].map((item) => `- ${item}`).join("\n");
}

function subject(change: ReviewedChange, happened: boolean): string {
  const { op, type, name, protect } = change;
  const operation = happensAnew(change) ? "run" : (happened ? HAPPENED : OPERATION)[op];
  const guarded = protect && op !== "create" ? " (protected from deletion)" : "";
  return `**${operation}** ${typeInWords(type)} ${code(name)}${guarded}`;
}

function values(change: ReviewedChange, room: Room): string[] {
  const { op, paths } = change;
  if (paths.length === 0) return op === "import" ? ["exists already; nothing happens to it"] : [];
  const { shown, rest } = limited(
    op === "create" || op === "delete" ? paths.filter(saysSomething) : paths,
    room.paths,
    "value",
  );
  const isReplaced = op === "replace" && !happensAnew(change);
  return [...shown.map((path) => line(path, op, isReplaced, room)), ...rest];
}

const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

/** Of what comes or goes as a whole, ids and what is off tell a reader nothing. */
function saysSomething({ before, after }: ChangedPath): boolean {
  const value = after ?? before;
  return value !== false && value !== UNKNOWN && !(typeof value === "string" && UUID.test(value));
}

function line(path: ChangedPath, op: ReviewedChange["op"], isReplaced: boolean, room: Room): string {
  const name = code(path.path, room.value);
  const note = isReplaced && path.replaces ? " (this is why it is replaced)" : "";
  if (path.secret && op !== "create" && path.kind === "update") return `${name}: secret, changed${note}`;
  const [before, after] = [valueText(path.before, room), valueText(path.after, room)];
  if (path.kind === "add") return `${name}: ${op === "create" || op === "import" ? "" : "new, "}${after}${note}`;
  if (path.kind === "delete") return `${name}: ${op === "delete" ? "" : "removed, was "}${before}${note}`;
  return `${name}: ${before} → ${after}${note}`;
}

function valueText(value: unknown, room: Room): string {
  if (value === undefined) return "nothing";
  if (value === SECRET) return "secret";
  if (value === UNKNOWN) return "known when it is done";
  const isList = Array.isArray(value) && value.every((each) => typeof each === "string");
  return code(isList ? value.join(", ") : typeof value === "string" ? value : canonical(value), room.value);
}
