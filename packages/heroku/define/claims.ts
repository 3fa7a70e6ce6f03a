import { open, type Plain, type PlainObject, UNKNOWN } from "./values.ts";

/** A part of what a resource declares, as a path of its inputs, and the object at Heroku that it stands for. */
export interface Part {
  path: (string | number)[];
  /** Unique among the resources of one type; it may hold a secret and is never shown. */
  object: string;
}

/**
 * What a resource has at Heroku. Two resources of a program must not declare the same object, and deleting one of two (as after a
 * rename, where the engine creates the new name and deletes the old one) must not touch what the other one has.
 */
export type Claims<Key extends string = string> =
  /** One object, which these inputs name; inputs that are left out name nothing. */
  | { by: readonly [Key, ...Key[]] }
  /** Parts of an object that several resources share, such as config vars of an app. */
  | {
      // biome-ignore lint/suspicious/noExplicitAny: inputs as the engine sent them, in which anything may be unknown
      parts(inputs: any): Part[];
      /** The state without some of its parts. */
      // biome-ignore lint/suspicious/noExplicitAny: as above
      without(state: any, isLeftOut: (object: string) => boolean): PlainObject;
    };

/** What the inputs (or a state) declare, as far as it is known. */
export function partsIn(claims: Claims, inputs: PlainObject): Part[] {
  const plain = open(inputs) as PlainObject;
  if ("parts" in claims) return claims.parts(plain).filter(({ object }) => !object.includes(UNKNOWN));
  const values = claims.by.map((key) => plain[key] as Plain | undefined);
  const object = JSON.stringify(values);
  if (values.every((value) => value === undefined) || object.includes(UNKNOWN)) return [];
  return [{ path: [claims.by.at(-1) as string], object: object.toLowerCase() }];
}

/** For maps whose keys are objects of their own: each key, in whichever of the fields it is. */
export function keysOf(owner: string, inputs: Record<string, unknown>, fields: readonly string[]): Part[] {
  return fields.flatMap((field) => {
    const map = inputs[field];
    if (typeof map !== "object" || map === null) return [];
    return Object.keys(map).map((key) => ({ path: [field, key], object: `${owner} ${key}` }));
  });
}

/** A state whose maps have lost some of their keys. */
export function withoutKeys<State extends Record<string, unknown>>(
  owner: string,
  state: State,
  fields: readonly string[],
  isLeftOut: (object: string) => boolean,
): State {
  const kept = fields.flatMap((field) => {
    const map = state[field];
    if (typeof map !== "object" || map === null) return [];
    const entries = Object.entries(map).filter(([key]) => !isLeftOut(`${owner} ${key}`));
    return [[field, Object.fromEntries(entries)] as const];
  });
  return { ...state, ...Object.fromEntries(kept) };
}
