/** Where in an answer something stands: keys, and 0 for each item of a list. */
export type Path = (string | number)[];

/** Ways in which one field of an answer is wrong. */
export const FIELD_LIES = [
  "wrong type",
  "null",
  "missing",
  "unknown value",
  "huge text",
  "huge number",
  "list for a map",
  "map for a list",
  "no id",
  "other host",
  "no address",
] as const;
export type FieldLie = (typeof FIELD_LIES)[number];

/** Every field of an answer, with the lies that can be told about it. */
export function liesAbout(json: unknown, at: Path = []): { at: Path; lie: FieldLie }[] {
  const own = at.length === 0 ? [] : FIELD_LIES.filter((lie) => fits(lie, at.at(-1), json)).map((lie) => ({ at, lie }));
  if (typeof json !== "object" || json === null) return own;
  // One item stands for all of a list.
  const inside = Array.isArray(json) ? [[0, json[0]] as const].slice(0, json.length) : Object.entries(json);
  return [...own, ...inside.flatMap(([key, value]) => liesAbout(value, [...at, key]))];
}

function fits(lie: FieldLie, key: string | number | undefined, value: unknown): boolean {
  switch (lie) {
    case "unknown value":
    case "huge text":
      return typeof value === "string";
    case "huge number":
      return typeof value === "number";
    case "list for a map":
      return typeof value === "object" && value !== null && !Array.isArray(value);
    case "map for a list":
      return Array.isArray(value);
    case "no id":
      return key === "id" && typeof value === "string";
    case "other host":
    case "no address":
      return typeof value === "string" && /^https?:/.test(value);
    case "null":
      return value !== null;
    default:
      return true;
  }
}

/** The answer with a lie; a list has it in each of its items. */
export function withLie(json: unknown, at: Path, lie: FieldLie, otherHost: string): unknown {
  const [key, ...rest] = at;
  if (key === undefined) return lieFor(json, lie, otherHost);
  if (Array.isArray(json)) return json.map((item) => withLie(item, rest, lie, otherHost));
  if (typeof json !== "object" || json === null || !(key in json)) return json;
  const changed: Record<string, unknown> = { ...json };
  if (rest.length === 0 && lie === "missing") delete changed[key];
  else changed[key] = withLie(changed[key], rest, lie, otherHost);
  return changed;
}

function lieFor(value: unknown, lie: FieldLie, otherHost: string): unknown {
  switch (lie) {
    case "wrong type":
      return typeof value === "string" ? 12_345 : "a text";
    case "null":
    case "missing":
      return null;
    case "unknown value":
      return "hostile-value";
    case "huge text":
      return "x".repeat(1 << 20);
    case "huge number":
      return 1e308;
    case "list for a map":
      return [value];
    case "map for a list":
      return { 0: value };
    case "no id":
      return "../account";
    case "other host":
      return `${otherHost}/taken`;
    case "no address":
      return "file:///etc/passwd";
  }
}
