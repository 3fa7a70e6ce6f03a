import type { ZodType } from "zod";
import { badRequest, invalidParams } from "../errors.ts";

/** Heroku's words for JSON that can't be parsed (unverified). */
const NOT_JSON = "Unable to parse the JSON request. Verify that your JSON is properly formatted.";

export function parseJson(text: string): unknown {
  if (text.trim() === "") return {};
  try {
    return JSON.parse(text);
  } catch {
    throw badRequest(NOT_JSON);
  }
}

/** Fields that the schema does not name are ignored (unverified). */
export function parseBody<T>(schema: ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value, { reportInput: true });
  if (parsed.success) return parsed.data;
  const missing = parsed.error.issues.filter((issue) => issue.code === "invalid_type" && issue.input === undefined);
  if (missing.length > 0) throw invalidParams(`Require params: ${names(missing)}.`);
  // Heroku words this differently for each field (unverified).
  throw invalidParams(`Invalid params: ${names(parsed.error.issues)}.`);
}

function names(issues: readonly { path: PropertyKey[] }[]): string {
  return [...new Set(issues.map((issue) => issue.path.join(".") || "body"))].join(", ");
}
