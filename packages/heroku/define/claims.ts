import { isObject, open, type PlainObject, UNKNOWN } from "./values.ts";

/**
 * What a resource has at Heroku. Two resources of a program must not declare the same object, and deleting one of two (as after a
 * rename, where the engine creates the new name and deletes the old one) must not touch what the other one has.
 */
export interface Claims<Key extends string = string> {
  /** The inputs that name the object; where all of them are left out they name nothing. */
  by: readonly [Key, ...Key[]];
  /**
   * Maps whose keys are objects of their own, such as config vars of an app: several resources may share what `by` names, each with
   * keys of its own.
   */
  keysIn?: readonly Key[];
}

/** A part of what a resource declares: where it does, and the object at Heroku that it stands for. */
export interface Part {
  path: string[];
  /** Unique among the resources of one type; it may hold a secret and is never shown. */
  object: string;
}

/** What the inputs (or a state) declare, as far as it is known. */
export function partsIn(claims: Claims, inputs: PlainObject): Part[] {
  const plain = open(inputs) as PlainObject;
  const object = ownerIn(claims, plain);
  if (object === undefined) return [];
  if (!claims.keysIn) return [{ path: [claims.by.at(-1) as string], object }];
  return claims.keysIn.flatMap((field) => {
    const map = plain[field];
    return isObject(map) ? Object.keys(map).map((key) => ({ path: [field, key], object: keyOf(object, key) })) : [];
  });
}

/** A state without those keys of its maps that stand for certain objects. */
export function withoutKeys(claims: Claims, state: PlainObject, isLeftOut: (object: string) => boolean): PlainObject {
  const plain = open(state) as PlainObject;
  const object = ownerIn(claims, plain) ?? "";
  const kept = (claims.keysIn ?? []).flatMap((field) => {
    const map = plain[field];
    if (!isObject(map)) return [];
    const entries = Object.entries(map).filter(([key]) => !isLeftOut(keyOf(object, key)));
    return [[field, Object.fromEntries(entries)] as const];
  });
  return { ...plain, ...Object.fromEntries(kept) };
}

/** Letters count alike: an email address is written as somebody likes. */
function ownerIn({ by }: Claims, plain: PlainObject): string | undefined {
  const values = by.map((key) => plain[key]);
  const object = JSON.stringify(values).toLowerCase();
  return values.every((value) => value === undefined) || object.includes(UNKNOWN) ? undefined : object;
}

const keyOf = (object: string, key: string): string => `${object} ${key}`;
