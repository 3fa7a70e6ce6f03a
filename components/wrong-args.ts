import { didYouMean, pathText, type Wrong } from "@pulumi/heroku/explain";
import { WrongValues } from "./wrong-values.ts";

/** What an argument is, as far as a component takes it apart; `any` is handed on, and checked by the provider. */
export type Kind = "any" | "text" | "list" | "map" | { fields: Fields } | { each: Fields };

type Fields = Record<string, Kind>;

/** Every field of `T`: the compiler notices when one is missing. */
export type FieldsOf<T> = { [Key in keyof T]-?: Kind };

/** What a component would ignore or fall over: Node runs programs that no compiler has seen. */
export function wrongFields(value: object, fields: Fields, path: Wrong["path"] = []): Wrong[] {
  return Object.entries(value).flatMap(([key, item]) => {
    if (item === undefined) return [];
    const kind = Object.hasOwn(fields, key) ? fields[key] : undefined;
    if (kind !== undefined) return wrongKind(item, kind, [...path, key]);
    return [{ path: [...path, key], reason: `is not known here${didYouMean(key, Object.keys(fields))}` }];
  });
}

function wrongKind(value: unknown, kind: Kind, path: Wrong["path"]): Wrong[] {
  if (kind === "any") return [];
  if (kind === "text") return typeof value === "string" ? [] : [{ path, reason: `${shown(value)}is not a text` }];
  if (kind === "list") return Array.isArray(value) ? [] : [{ path, reason: `${shown(value)}is not a list` }];
  // Not with its value: what ought to be a map may be a secret in its place.
  if (!isMap(value)) return [{ path, reason: `is not a map${ofFields(kind)}` }];
  if (kind === "map") return [];
  if ("fields" in kind) return wrongFields(value, kind.fields, path);
  return Object.entries(value).flatMap(([key, item]) => wrongKind(item, { fields: kind.each }, [...path, key]));
}

const ofFields = (kind: Kind) =>
  typeof kind === "object" && "fields" in kind ? ` of fields: ${Object.keys(kind.fields).join(", ")}` : "";

/** Texts and numbers; anything else may be an Output, or long. */
const shown = (value: unknown) => (/^(string|number)$/.test(typeof value) ? `${JSON.stringify(value)} ` : "");

const isMap = (value: unknown): value is object => typeof value === "object" && value !== null && !Array.isArray(value);

/** Throws all of it at once, if there is any. */
export function refuse(component: string, wrong: readonly Wrong[]): void {
  const lines = wrong.map(({ path, reason }) => `${pathText(path)}: ${reason}`);
  if (lines.length > 0) throw new WrongValues(component, lines);
}
