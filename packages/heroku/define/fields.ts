import type { z } from "zod";
import type { FieldMeta } from "./definition.ts";
import { isObject, type Plain, type PlainObject } from "./values.ts";

type Schema = z.core.$ZodType;

/** What a schema is underneath `optional`, `default`, `nullable` and their like. */
export function unwrap(schema: Schema): Schema {
  const { def } = schema as z.ZodType;
  return "innerType" in def ? unwrap(def.innerType as Schema) : schema;
}

/** The metadata of a field, whichever layer of it carries them. */
export function metaOf(schema: Schema): FieldMeta {
  const { def } = schema as z.ZodType;
  const own = (schema as z.ZodType).meta() ?? {};
  return "innerType" in def ? { ...metaOf(def.innerType as Schema), ...own } : own;
}

/** The schema of what lies under a key; undefined where the schema says nothing about it. */
export function childSchema(schema: Schema, key: string | number): Schema | undefined {
  const { def } = unwrap(schema) as z.ZodObject | z.ZodRecord | z.ZodArray;
  if (def.type === "object")
    return Object.hasOwn(def.shape, key) ? (def.shape as Record<string, Schema>)[key] : undefined;
  if (def.type === "record") return def.valueType as Schema;
  return def.type === "array" ? (def.element as Schema) : undefined;
}

/** Whether the field at a path, or one above it, carries a mark. */
export function marked(
  schema: Schema,
  path: readonly (string | number)[],
  mark: "replaces" | "secret" | "chosenByHeroku",
): boolean {
  let at: Schema | undefined = schema;
  for (const key of path) {
    at = at && childSchema(at, key);
    if (at && metaOf(at)[mark]) return true;
  }
  return false;
}

/** The value with the schema's defaults filled in, at every depth; what is there stays as it is. */
export function withDefaults(schema: Schema, value: Plain | undefined): Plain | undefined {
  if (value === undefined || value === null) {
    const { def } = schema as z.ZodType;
    if (def.type === "default") return (def as z.core.$ZodDefaultDef).defaultValue as Plain;
    return "innerType" in def ? withDefaults(def.innerType as Schema, undefined) : undefined;
  }
  if (Array.isArray(value)) {
    return value.map((item, index) => {
      const child = childSchema(schema, index);
      return (child && withDefaults(child, item)) ?? item;
    });
  }
  return isObject(value) ? objectWithDefaults(schema, value) : value;
}

function objectWithDefaults(schema: Schema, value: PlainObject): PlainObject {
  const { def } = unwrap(schema) as z.ZodObject;
  const declared = def.type === "object" ? Object.keys(def.shape) : [];
  const keys = [...new Set([...Object.keys(value), ...declared])];
  const filled = keys.map((key): [string, Plain | undefined] => {
    const child = childSchema(schema, key);
    return [key, child ? withDefaults(child, value[key]) : value[key]];
  });
  return Object.fromEntries(filled.filter(([, item]) => item !== undefined && item !== null)) as PlainObject;
}
