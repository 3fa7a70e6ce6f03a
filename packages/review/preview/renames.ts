import { type Claims, claimsOf, type PlainObject, partsIn, typeInUrn } from "@pulumi/heroku/claims";
import { type ResourceView, type ReviewedChange, SECRET, UNKNOWN } from "../model.ts";
import { differences } from "./changed.ts";
import type { Digest } from "./steps.ts";
import { canonical } from "./values.ts";

/** Claims, by type. */
export type ClaimsByType = ReadonlyMap<string, Claims>;

/** The claims of types of which some resources are created and others deleted: only those can be renamed. */
export async function claimsFor(digest: Digest): Promise<ClaimsByType> {
  const typesOf = (wanted: string) =>
    new Set((digest.steps ?? []).flatMap(({ op, urn }) => (op === wanted ? [typeInUrn(urn)] : [])));
  const deleted = typesOf("delete");
  const types = [...typesOf("create")].filter((type) => deleted.has(type));
  const claims = await Promise.all(types.map(async (type) => [type, await claimsOf(type)] as const));
  return new Map(claims.flatMap(([type, of]) => (of ? [[type, of]] : [])));
}

/**
 * Under a new name in the program Pulumi creates a resource, and then deletes the old one. Where both names stand for one object, the
 * provider leaves it as it is: that is one change of the state. Where a new object is created, it may be a rename all the same.
 */
export function withRenames(every: readonly ReviewedChange[], claims: ClaimsByType): ReviewedChange[] {
  // What stays at Heroku, because it is kept on deletion, goes from the state all the same.
  const deleted = every.filter(({ op, after }) => op === "delete" || (op === "state" && !after));
  const created = every.filter(({ op }) => op === "create");
  const newName = new Map<ReviewedChange, ReviewedChange>();
  for (const old of deleted) {
    const match = created.find((each) => isSameObject(old, each, claims) && ![...newName.values()].includes(each));
    if (match) newName.set(old, match);
  }
  const oldName = new Map([...newName].map(([old, change]) => [change, old]));
  return every.flatMap((change): ReviewedChange[] => {
    if (newName.has(change)) return [];
    const old = oldName.get(change);
    if (old) return [renamed(old, change)];
    const alike = change.op === "create" ? deleted.filter((each) => !newName.has(each) && isAlike(each, change)) : [];
    return [alike.length === 1 && alike[0] ? { ...change, resembles: alike[0].urn } : change];
  });
}

/** Whether all that the old name has is what the new one declares; what is secret or not known yet proves nothing. */
function isSameObject(old: ReviewedChange, change: ReviewedChange, claims: ClaimsByType): boolean {
  const of = claims.get(typeInUrn(change.urn));
  // With `adopt`, values that differ are overwritten.
  if (of === undefined || typeInUrn(old.urn) !== typeInUrn(change.urn) || change.after?.inputs.adopt === true)
    return false;
  const [had, has] = [objectsOf(of, old.before), objectsOf(of, change.after)];
  return had.length > 0 && had.every((object) => has.includes(object));
}

const objectsOf = (claims: Claims, view: ResourceView | undefined): string[] => {
  const objects = partsIn(claims, (view?.inputs ?? {}) as PlainObject).map(({ object }) => object);
  return objects.some((object) => object.includes(SECRET) || object.includes(UNKNOWN)) ? [] : objects;
};

function renamed(old: ReviewedChange, { resembles: _, ...change }: ReviewedChange): ReviewedChange {
  const paths = differences(old.before?.inputs ?? {}, change.after?.inputs ?? {});
  return { ...change, op: paths.length > 0 ? "update" : "state", from: old.urn, paths, before: old.before };
}

const isAlike = (old: ReviewedChange, change: ReviewedChange): boolean =>
  typeInUrn(old.urn) === typeInUrn(change.urn) && canonical(old.before?.inputs) === canonical(change.after?.inputs);
