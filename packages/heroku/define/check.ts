import type { z } from "zod";
import { explain, type Wrong } from "./explain.ts";
import { childSchema, marked, unwrap, withDefaults } from "./fields.ts";
import { type PlainObject, UNKNOWN } from "./values.ts";

/**
 * Inputs with defaults filled in, and everything that is wrong with them at once. What is not known yet is taken on
 * trust: it is checked again when it is known.
 */
export function check(schema: z.ZodObject, news: PlainObject): { inputs: PlainObject; wrong: Wrong[] } {
  const inputs = withDefaults(schema, news) as PlainObject;
  const parsed = schema.strict().safeParse(inputs);
  const issues = parsed.success ? [] : parsed.error.issues.filter(({ path }) => !leadsToUnknown(inputs, path));
  const hides = (path: (string | number)[]) => marked(schema, path, "secret");
  return { inputs, wrong: issues.flatMap((issue) => explain(withKnownKeys(schema, issue), inputs, hides)) };
}

function leadsToUnknown(inputs: unknown, path: readonly PropertyKey[]): boolean {
  let value = inputs;
  for (const key of path) {
    if (value === UNKNOWN) return true;
    value = (value as Record<PropertyKey, unknown> | undefined)?.[key];
  }
  return value === UNKNOWN;
}

/** Adds to an unrecognised key the keys that would have been recognised in its place. */
export function withKnownKeys(schema: z.core.$ZodType, issue: z.core.$ZodIssue): z.core.$ZodIssue {
  if (issue.code !== "unrecognized_keys") return issue;
  let at: z.core.$ZodType | undefined = schema;
  for (const key of issue.path) at = at && childSchema(at, key as string | number);
  const { def } = unwrap(at ?? schema) as z.ZodObject;
  return Object.assign({ ...issue }, { known: def.type === "object" ? Object.keys(def.shape) : [] });
}
