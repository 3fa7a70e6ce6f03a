import type { z } from "zod";
import { unwrap } from "../define/fields.ts";
import { token } from "../define/token.ts";
import type { Field } from "./model.ts";

/** A type as a Pulumi package schema says it. https://www.pulumi.com/docs/iac/guides/building-extending/packages/schema/ */
export interface TypeSpec {
  type?: string;
  items?: TypeSpec;
  additionalProperties?: TypeSpec;
  oneOf?: TypeSpec[];
  $ref?: string;
}

export interface PropertySpec extends TypeSpec {
  description: string;
  default?: string | number | boolean;
  secret?: true;
  willReplaceOnChanges?: true;
}

export interface ObjectSpec {
  type: "object";
  description?: string;
  properties: Record<string, PropertySpec>;
  required: string[];
}

interface EnumSpec {
  type: "string";
  description: string;
  enum: { value: string }[];
}

/** The types that have a name of their own, by token. */
export type NamedTypes = Record<string, ObjectSpec | EnumSpec>;

/** Properties by name; objects and enumerations in them are added to `named`, named after `owner` and their field. */
export function propertiesOf(fields: Field[], owner: string, named: NamedTypes): Record<string, PropertySpec> {
  return Object.fromEntries(fields.map((field) => [field.name, propertyOf(field, owner, named)]));
}

function propertyOf(field: Field, owner: string, named: NamedTypes): PropertySpec {
  const { fallback, meta } = field;
  const isScalar = typeof fallback === "string" || typeof fallback === "number" || typeof fallback === "boolean";
  return {
    ...typeOf(field.schema, field, owner + pascal(field.name), named),
    description: field.text,
    ...(isScalar ? { default: fallback } : {}),
    ...(meta.secret ? { secret: true } : {}),
    ...(meta.replaces ? { willReplaceOnChanges: true } : {}),
  };
}

function typeOf(schema: z.ZodType, field: Field, name: string, named: NamedTypes): TypeSpec {
  const inner = unwrap(schema) as z.ZodType;
  const { def } = inner as unknown as { def: { element: z.ZodType; valueType: z.ZodType; options: z.ZodType[] } };
  switch (inner.type) {
    case "string":
    case "boolean":
      return { type: inner.type };
    case "number":
      return { type: (inner as z.ZodNumber).isInt ? "integer" : "number" };
    case "array":
      return { type: "array", items: typeOf(def.element, field, singular(name), named) };
    case "record":
      return { type: "object", additionalProperties: typeOf(def.valueType, field, singular(name), named) };
    case "union":
      return { oneOf: def.options.map((option) => typeOf(option, field, name, named)) };
    case "enum":
      return enumeration(inner as z.ZodEnum, field, name, named);
    case "object":
      return object(field, name, named);
    default:
      throw new Error(`${name}: Pulumi's schema has no type for zod's ${inner.type}`);
  }
}

function object(field: Field, name: string, named: NamedTypes): TypeSpec {
  named[token(name)] = {
    type: "object",
    properties: propertiesOf(field.nested, name, named),
    required: requiredIn(field.nested),
  };
  return { $ref: `#/types/${token(name)}` };
}

function enumeration({ options }: z.ZodEnum, field: Field, name: string, named: NamedTypes): TypeSpec {
  named[token(name)] = {
    type: "string",
    description: field.text,
    enum: options.map((value) => ({ value: String(value) })),
  };
  return { $ref: `#/types/${token(name)}` };
}

/** What has to be given. */
export const requiredIn = (fields: Field[]): string[] =>
  fields.filter(({ isOptional }) => !isOptional).map(({ name }) => name);

/** What is always there: what has to be given, and what has a default. */
export const presentIn = (fields: Field[]): string[] =>
  fields.filter(({ isOptional, fallback }) => !isOptional || fallback !== undefined).map(({ name }) => name);

const pascal = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);

/** Name of one of several: `FormationProcesses` → `FormationProcess`. */
const singular = (name: string) => name.replace(/(?<=ss)es$|(?<!s)s$/, "");
