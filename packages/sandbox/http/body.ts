import type { ZodType } from "zod";
import { badRequest, HerokuError, invalidParams } from "../errors.ts";

/** Heroku's words for JSON that can't be parsed (unverified). */
const NOT_JSON = "Unable to parse the JSON request. Verify that your JSON is properly formatted.";

/** The whole body, or undefined as soon as it is larger. A client that goes away while it sends is a bad request. */
export async function bodyWithin(request: Request, limit: number): Promise<Uint8Array | undefined> {
  if (Number(request.headers.get("Content-Length")) > limit) return undefined;
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of request.body ?? []) {
      bytes += chunk.length;
      if (bytes > limit) return undefined;
      chunks.push(chunk);
    }
  } catch {
    throw badRequest("The request ended before its body did.");
  }
  return Buffer.concat(chunks);
}

/** The body of a call of the API as text; Heroku's words for one that is too large are (unverified). */
export async function textWithin(request: Request, limit: number): Promise<string> {
  const bytes = await bodyWithin(request, limit);
  if (bytes) return new TextDecoder().decode(bytes);
  throw new HerokuError(413, "payload_too_large", `The request's body is larger than ${limit >> 20} MB.`);
}

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
