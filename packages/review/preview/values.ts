import { SECRET, UNKNOWN } from "../model.ts";

/** The key by which Pulumi marks a value that JSON has no form for, and what stands there for each kind. */
const MARK = "4dabf18193072939515e22adb298388d";
const KINDS: Record<string, string> = {
  "1b47061264138c4ac30d75fd1eb44270": "secret",
  c44067f5952c0a294b673a41bacd8c17: "asset",
  "0def7320c3a5731c473e5ecbe6d01bc7": "archive",
};

/** What Pulumi writes for a value that only `up` will know, by the kind of the value. */
const UNKNOWNS = new Set([
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A value as a reviewer may see it. */
export const shown = (value: unknown): unknown => read(value, () => SECRET);

/** The same with its secrets in clear: it must not leave this process. */
export const opened = (value: unknown): unknown =>
  read(value, ({ plaintext }) => (typeof plaintext === "string" ? opened(JSON.parse(plaintext)) : SECRET));

function read(value: unknown, secret: (marked: Record<string, unknown>) => unknown): unknown {
  if (Array.isArray(value)) return value.map((each) => read(each, secret));
  if (typeof value === "string") return UNKNOWNS.has(value) ? UNKNOWN : value;
  if (!isRecord(value)) return value;
  const kind = KINDS[String(value[MARK])];
  if (kind === "secret") return secret(value);
  if (kind) return `${kind} ${String(value.hash ?? "").slice(0, 12)}`.trimEnd();
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, read(each, secret)]));
}

/** Whether a value of a plan has a secret somewhere. */
export function holdsSecret(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(holdsSecret);
  return isRecord(value) && (KINDS[String(value[MARK])] === "secret" || Object.values(value).some(holdsSecret));
}

/** Whether a value that is shown is, or has somewhere, one of the constants. */
export function has(constant: typeof SECRET | typeof UNKNOWN, value: unknown): boolean {
  if (Array.isArray(value)) return value.some((each) => has(constant, each));
  if (isRecord(value)) return Object.values(value).some((each) => has(constant, each));
  return value === constant;
}

/** The same value always has the same text: keys are sorted. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((each) => canonical(each ?? null)).join(",")}]`;
  if (!isRecord(value)) return JSON.stringify(value ?? null);
  const entries = Object.keys(value)
    .filter((key) => value[key] !== undefined)
    .toSorted()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`);
  return `{${entries.join(",")}}`;
}
