import type { z } from "zod";
import { explain, type Wrong } from "./explain.ts";
import { childSchema, marked, unwrap, withDefaults } from "./fields.ts";
import { holdsCredential } from "./secrets.ts";
import { hasSecret, hasUnknown, isObject, isSecret, open, type Plain, type PlainObject, UNKNOWN } from "./values.ts";

/**
 * Inputs with defaults filled in and secret marks taken off, and everything that is wrong with them at once. What is not
 * known yet is taken on trust: it is checked again when it is known.
 */
export function check(schema: z.ZodObject, news: PlainObject): { inputs: PlainObject; wrong: Wrong[] } {
  const inputs = withDefaults(schema, open(news)) as PlainObject;
  const parsed = schema.strict().safeParse(inputs);
  const issues = parsed.success ? [] : parsed.error.issues.filter((issue) => !judgesUnknown(inputs, issue));
  const hides = (path: (string | number)[]) =>
    marked(schema, path, "secret") || leadsToSecret(news, path) || along(inputs, path).some(holdsCredential);
  return { inputs, wrong: issues.flatMap((issue) => explain(withKnownKeys(schema, issue), inputs, hides)) };
}

/** Whether an issue is about a value that is not known yet; a rule of our own may have looked at anything below it. */
function judgesUnknown(inputs: Plain, { code, path }: z.core.$ZodIssue): boolean {
  const seen = along(inputs, path);
  const last = seen.at(-1);
  return seen.includes(UNKNOWN) || (code === "custom" && last !== undefined && hasUnknown(last));
}

/** Whether a value, one that it lies in, or one that lies in it carries a secret mark. */
function leadsToSecret(news: Plain, path: readonly PropertyKey[]): boolean {
  const seen = along(news, path);
  return seen.some(isSecret) || hasSecret(seen.at(-1) ?? null);
}

/** The values that a path leads through, as far as they are there. */
function along(value: Plain, path: readonly PropertyKey[]): Plain[] {
  const seen = [value];
  for (const key of path) {
    const at = seen.at(-1);
    const next = Array.isArray(at)
      ? at[Number(key)]
      : isObject(at) && Object.hasOwn(at, key)
        ? at[String(key)]
        : undefined;
    if (next === undefined) break;
    seen.push(next);
  }
  return seen;
}

/** Adds to an unrecognised key the keys that would have been recognised in its place. */
export function withKnownKeys(schema: z.core.$ZodType, issue: z.core.$ZodIssue): z.core.$ZodIssue {
  if (issue.code !== "unrecognized_keys") return issue;
  let at: z.core.$ZodType | undefined = schema;
  for (const key of issue.path) at = at && childSchema(at, key as string | number);
  const { def } = unwrap(at ?? schema) as z.ZodObject;
  return Object.assign({ ...issue }, { known: def.type === "object" ? Object.keys(def.shape) : [] });
}
