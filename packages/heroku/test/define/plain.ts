import fc from "fast-check";
import { isObject, type Plain, type PlainObject } from "../../define/values.ts";

const key = fc.oneof(fc.constantFrom("A", "B", "web.1", "constructor", "__proto__"), fc.string());

const { value } = fc.letrec<{ value: Plain; leaf: Plain }>((tie) => ({
  leaf: fc.oneof(fc.string(), fc.integer(), fc.boolean()),
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    tie("leaf"),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(key, tie("value"), { maxKeys: 3 }),
  ),
}));

/** Any value that can travel between engine and provider, with a few keys that come again and again. */
export const plain: fc.Arbitrary<Plain> = value;

const topKey = fc.oneof(fc.constantFrom("app", "vars", "list"), fc.string()).filter((name) => !name.startsWith("__"));
export const plainObject: fc.Arbitrary<PlainObject> = fc.dictionary(topKey, plain, { maxKeys: 4 });

/** What lies under a path. */
export function reached(from: Plain | undefined, path: readonly (string | number)[]): Plain | undefined {
  return path.reduce<Plain | undefined>((at, step) => below(at, step), from);
}

function below(at: Plain | undefined, step: string | number): Plain | undefined {
  if (Array.isArray(at)) return at[Number(step)];
  return isObject(at) && Object.hasOwn(at, step) ? at[step] : undefined;
}

/** The same value with another one under a path, or with nothing there. */
export function rebuilt<T extends Plain>(from: T, path: readonly (string | number)[], put: Plain | undefined): T {
  const [step, ...rest] = path;
  if (step === undefined) return put as T;
  const child = below(from, step);
  const changed = rest.length === 0 ? put : rebuilt(child ?? {}, rest, put);
  const isStep = (key: string | number) => String(key) === String(step);
  if (Array.isArray(from)) {
    const items = from.map((item, index) => (isStep(index) ? changed : item));
    return (Number(step) < from.length ? items : [...items, changed]) as T;
  }
  const entries = Object.entries(from as PlainObject).filter(([key]) => !isStep(key));
  return Object.fromEntries(changed === undefined ? entries : [...entries, [step, changed]]) as T;
}
