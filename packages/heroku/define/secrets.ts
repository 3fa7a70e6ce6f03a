import type { z } from "zod";
import { childSchema, metaOf } from "./fields.ts";
import { isObject, isSecret, mapValues, type Plain, type PlainObject, pathText, secret, UNKNOWN } from "./values.ts";

/**
 * Marks as secret what the schema says is secret and what was secret in `like`, the value that it came from. A mark on
 * a map or an object marks the values in it one by one, so that a diff names the key that changed and hides its value.
 * Fields without a value are left out.
 */
export function seal(schema: z.core.$ZodType | undefined, value: Plain, like?: Plain, inherited = false): Plain {
  if (isSecret(like)) return secret(value);
  const hidden = inherited || (schema !== undefined && metaOf(schema).secret === true);
  const below = (item: Plain, key: string | number) =>
    seal(schema && childSchema(schema, key), item, childValue(like, key), hidden);
  if (Array.isArray(value)) return value.map(below);
  if (isObject(value)) return mapValues(present(value), below);
  return hidden && value !== null ? secret(value) : value;
}

const present = (value: PlainObject): PlainObject =>
  Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined));

function childValue(value: Plain | undefined, key: string | number): Plain | undefined {
  if (Array.isArray(value)) return value[Number(key)];
  return isObject(value) ? value[key] : undefined;
}

/** Paths of values that are marked now and that can be read in an older state, which has to be written anew. */
export function exposed(news: Plain, olds: Plain | undefined, path: (string | number)[] = []): string[] {
  if (olds === undefined || isSecret(olds)) return [];
  if (isSecret(news)) return hasReadable(olds) ? [pathText(path)] : [];
  if (Array.isArray(news))
    return news.flatMap((item, index) => exposed(item, childValue(olds, index), [...path, index]));
  if (!isObject(news)) return [];
  return Object.entries(news).flatMap(([key, item]) => exposed(item, childValue(olds, key), [...path, key]));
}

function hasReadable(value: Plain): boolean {
  if (isSecret(value)) return false;
  if (Array.isArray(value)) return value.some(hasReadable);
  return isObject(value) ? Object.values(value).some(hasReadable) : value !== null;
}

/** Shorter secrets, such as `1` or `true`, are words that every text has. */
const SHORTEST_MASKED = 6;

/** A text in which none of a value's marked texts can be read, for what others have written: Heroku, or a build. */
export function mask(text: string, value: Plain): string {
  const secrets = markedTexts(value).filter(({ length }) => length >= SHORTEST_MASKED);
  // The longest first, as one may be part of another.
  secrets.sort((one, other) => other.length - one.length);
  return secrets.reduce((masked, each) => masked.replaceAll(each, "[secret]"), text);
}

function markedTexts(value: Plain, marked = false): string[] {
  if (isSecret(value)) return markedTexts(value.value, true);
  if (Array.isArray(value)) return value.flatMap((item) => markedTexts(item, marked));
  if (isObject(value)) return Object.values(value).flatMap((item) => markedTexts(item, marked));
  return marked && typeof value === "string" && value !== UNKNOWN ? [value] : [];
}
