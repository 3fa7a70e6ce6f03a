import { invalidParams } from "../errors.ts";
import { isUuid, uuidOf } from "../ids.ts";
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
  // The same address is always the same person.
  return { id: uuidOf(`person:${identity}`), email: identity, name: null };
}

/** Whether somebody goes by an identity: the id of what they are part in, or id or email of the account. */
export const goesBy =
  (identity: string) =>
  ({ id, user }: { id: string; user: Pick<Person, "id" | "email"> }): boolean =>
    [id, user.id, user.email].includes(identity.toLowerCase());
