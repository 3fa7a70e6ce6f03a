import { createHash } from "node:crypto";

/**
 * A name that only this resource generates: a prefix and a short hash of what makes it itself (its URN, its app, the
 * inputs whose change replaces it). It is made in Create, where all of them are known, and comes out the same in a
 * second attempt, which is how an object whose creation was cut short is found again.
 */
export function generatedName(prefix: string, ...identity: string[]): string {
  const hash = createHash("sha256").update(JSON.stringify(identity)).digest("hex");
  return `${prefix}-${BigInt(`0x${hash.slice(0, 16)}`)
    .toString(36)
    .slice(0, 10)}`;
}
