/** A plain value as it travels between engine and provider: JSON, with `UNKNOWN` for what is not known yet. */
export type Plain = null | boolean | number | string | Plain[] | { [key: string]: Plain };
export type PlainObject = { [key: string]: Plain };

/** Stands for a value that only an update will know. https://www.pulumi.com/docs/iac/concepts/inputs-outputs/ */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

export const isObject = (value: unknown): value is { [key: string]: Plain } =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const isSecret = (value: unknown): value is { value: Plain } => isObject(value) && value[SIGNATURE] === SECRET;

export const secret = (value: Plain): Plain => (isSecret(value) ? value : { [SIGNATURE]: SECRET, value });

/** The same tree without the secret marks. */
export function open(value: Plain): Plain {
  if (isSecret(value)) return open(value.value ?? null);
  if (Array.isArray(value)) return value.map(open);
  return isObject(value) ? mapValues(value, open) : value;
}

export function mapValues(value: PlainObject, map: (item: Plain, key: string) => Plain): PlainObject {
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, map(item, key)]));
}

/** Whether a value, or anything in it, carries a secret mark. */
export function hasSecret(value: Plain): boolean {
  if (isSecret(value)) return true;
  return typeof value === "object" && value !== null && Object.values(value).some(hasSecret);
}

export function hasUnknown(value: Plain): boolean {
  if (value === UNKNOWN) return true;
  if (Array.isArray(value)) return value.some(hasUnknown);
  return isObject(value) && Object.values(value).some(hasUnknown);
}

/** `["vars", "A.B", 0]` → `vars["A.B"][0]`, as the engine writes paths. */
export function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === "number") return `${text}[${key}]`;
    if (!/^[\w$-]+$/.test(String(key))) return `${text}[${JSON.stringify(String(key))}]`;
    return text === "" ? String(key) : `${text}.${String(key)}`;
  }, "");
}
