import type { z } from "zod";
import { childSchema, metaOf } from "./fields.ts";
import { isObject, isSecret, mapValues, type Plain, type PlainObject, pathText, secret } from "./values.ts";

/**
 * Marks as secret what the schema says is secret, what was secret in `like` (the value that it came from), and whatever field
 * holds an address with a credential in it, as a plain one can: it may be declared so, or set by somebody else. A mark on
 * a map or an object marks the values in it one by one, so that a diff names the key that changed and hides its value.
 * Fields without a value are left out.
 */
export function seal(
  schema: z.core.$ZodType | undefined,
  value: Plain,
  like?: Plain,
  above: { hidden?: boolean; judged?: boolean } = {},
): Plain {
  if (isSecret(like)) return secret(value);
  const meta = schema === undefined ? {} : metaOf(schema);
  const judged = above.judged || meta.judged === true;
  // What a program declares in clear where policies look for secrets has to stay in their sight.
  const isCredential = holdsCredential(value) && !(judged && value === like);
  const hidden = above.hidden || meta.secret === true || isCredential;
  const below = (item: Plain, key: string | number) =>
    seal(schema && childSchema(schema, key), item, childValue(like, key), { hidden, judged });
  if (Array.isArray(value)) return value.map(below);
  if (isObject(value)) return mapValues(present(value), below);
  return hidden && value !== null ? secret(value) : value;
}

/** Words for a credential in the query of an address, by themselves or at the end, such as `access_token`. */
const SECRET_PARAMETER = /[?&;]([\w.-]*[_-])?(token|secret|password|passwd|pwd|apikey|key|sig|signature)=[^&\s]/i;
const USER_AND_PASSWORD = /\b[a-z][a-z0-9+.-]*:\/\/[^\s/?#@:]*:[^\s/?#@]+@/i;
/** Git takes a token for a user: `https://TOKEN@github.com/…`. */
const USER_OVER_HTTP = /\bhttps?:\/\/[^\s/?#@]+@/i;

/** Whether a text is, or has in it, an address with a credential: a password, a token for a user, or one in the query. */
export function holdsCredential(value: unknown): boolean {
  if (typeof value !== "string" || !value.includes("://")) return false;
  return USER_AND_PASSWORD.test(value) || USER_OVER_HTTP.test(value) || SECRET_PARAMETER.test(value);
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
