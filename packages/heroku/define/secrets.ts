import type { z } from "zod";
import { childSchema, metaOf } from "./fields.ts";
import { isObject, isSecret, mapValues, type Plain, type PlainObject, secret } from "./values.ts";

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
