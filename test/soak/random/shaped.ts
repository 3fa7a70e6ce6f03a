import fc from "fast-check";
import type { z } from "zod";
import { anyJson, anyText, objectOf } from "./texts.ts";

/**
 * Values of the shape that a schema has. Whether a text or number suits it is left to chance; `words` are texts that often
 * do.
 */
export function shapedAs(schema: z.core.$ZodType, words: readonly string[]): fc.Arbitrary<unknown> {
  const below = (inner: z.core.$ZodType) => shapedAs(inner, words);
  const text = words.length === 0 ? anyText : fc.oneof(fc.constantFrom(...words), anyText);
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case "string":
      return text;
    case "number":
      return fc.oneof(fc.nat({ max: 30 }), fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }));
    case "boolean":
      return fc.boolean();
    case "enum":
      return fc.constantFrom(...Object.values(def.entries));
    case "literal":
      return fc.constantFrom(...def.values);
    case "array":
      return fc.array(below(def.element), { maxLength: 4 });
    case "record":
      return fc.array(fc.tuple(text, below(def.valueType)), { maxLength: 4 }).map(objectOf);
    case "object":
      return fieldsOf(def.shape, below);
    case "union":
      return fc.oneof(...def.options.map(below));
    case "nullable":
      return fc.option(below(def.innerType));
    case "optional":
    case "default":
    case "prefault":
      return below(def.innerType);
    case "pipe":
      return below(def.in);
    default:
      return anyJson;
  }
}

/** Fields that may be left out are, half of the time; the others now and then. */
function fieldsOf(
  shape: Record<string, z.core.$ZodType>,
  below: (inner: z.core.$ZodType) => fc.Arbitrary<unknown>,
): fc.Arbitrary<unknown> {
  const fields = Object.entries(shape).map(([key, field]) => {
    const mayBeAbsent = field._zod.optin !== undefined;
    return fc
      .option(below(field), { nil: undefined, freq: mayBeAbsent ? 1 : 20 })
      .map((value) => [key, value] as const);
  });
  return fc.tuple(...fields).map((entries) => objectOf(entries.filter(([, value]) => value !== undefined)));
}
