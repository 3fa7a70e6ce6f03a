// What a resource has at Heroku, for tools that compare two names of a program: see `define/claims.ts`.

import type { Claims } from "./define/claims.ts";
import { resources } from "./generated/registry.ts";

export { type Claims, partsIn } from "./define/claims.ts";
export { typeInUrn } from "./define/urn.ts";
export type { PlainObject } from "./define/values.ts";

/** Of a type, such as `heroku:index:Domain`; nothing for a run-once resource, which has nothing, and for other providers' types. */
export async function claimsOf(type: string): Promise<Claims | undefined> {
  const definition = Object.hasOwn(resources, type) ? await resources[type]?.() : undefined;
  return definition?.kind === "thing" ? definition.claims : undefined;
}
