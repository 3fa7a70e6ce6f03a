import { createHash } from "node:crypto";
import { preconditionFailed } from "../errors.ts";

export function etagOf(body: string): string {
  return `"${createHash("sha256").update(body).digest("hex").slice(0, 32)}"`;
}

/** `If-None-Match`: whether the client already has what it asked for. */
export function isUnchanged(headers: Headers, etag: string): boolean {
  return lists(headers.get("If-None-Match"), etag);
}

/** `If-Match` on a write: refuses it unless the resource is still what the client saw. */
export function requireMatch(headers: Headers, currentEtag: () => string | undefined): void {
  const wanted = headers.get("If-Match");
  if (wanted === null) return;
  const current = currentEtag();
  if (current === undefined || !lists(wanted, current)) throw preconditionFailed();
}

/** HTTP's date of the last change, from the body's own `updated_at`. */
export function lastModified(body: unknown): string | undefined {
  if (body === null || typeof body !== "object" || !("updated_at" in body)) return undefined;
  return new Date(String(body.updated_at)).toUTCString();
}

function lists(header: string | null, etag: string): boolean {
  if (header === null) return false;
  const tags = header.split(",").map((tag) => tag.trim().replace(/^W\//, ""));
  return tags.includes("*") || tags.includes(etag);
}
