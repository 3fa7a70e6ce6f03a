import { createHash } from "node:crypto";
import { invalidParams } from "../errors.ts";
import { isUuid } from "../ids.ts";
import type { Platform } from "../platform.ts";
import { accounts } from "./account.ts";

/** Somebody who may have an account, as others name them. */
export interface Person {
  id: string;
  email: string;
  name: string | null;
}

/** Heroku's words are (unverified). */
const NO_ADDRESS = "Email is invalid";

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/**
 * Nobody is asked whether an address is somebody's: Heroku invites those who have no account yet. That case makes no
 * difference in an address is (unverified).
 */
export function personNamed(platform: Platform, given: string): Person {
  const identity = given.toLowerCase();
  const known = isUuid(identity)
    ? accounts(platform).get(identity)
    : accounts(platform)
        .list()
        .find(({ email }) => email === identity);
  if (known) return { id: known.id, email: known.email, name: known.name };
  if (!EMAIL.test(identity)) throw invalidParams(NO_ADDRESS);
  return { id: idOf(identity), email: identity, name: null };
}

/** The same address is always the same person. */
function idOf(email: string): string {
  const hex = createHash("sha256").update(email).digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    "-",
  );
}
