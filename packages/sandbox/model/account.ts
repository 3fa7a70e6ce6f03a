import { createHash } from "node:crypto";
import { forbidden, notFound } from "../errors.ts";
import type { Call } from "../http/call.ts";
import type { Platform } from "../platform.ts";
import { collection } from "../store/collection.ts";

/** Every key is an account of its own, made when the key is first used. The key itself is not kept. */
export interface Account {
  id: string;
  keyHash: string;
  email: string;
  name: string | null;
  allow_tracking: boolean;
  beta: boolean;
  /** Names of the enabled account features. */
  features: string[];
  created_at: string;
  updated_at: string;
}

export const accounts = collection<Account>("accounts", { unique: [["keyHash"]], hidden: ["keyHash"] });

export function hashOfKey(key: string): string {
  return createHash("sha256").update(`heroku-sandbox:${key}`).digest("hex");
}

export function createAccount(platform: Platform, keyHash: string): Account {
  const id = platform.uuid();
  const now = platform.timestamp();
  return accounts(platform).insert({
    id,
    keyHash,
    email: `${id.slice(0, 8)}@sandbox.example`,
    name: null,
    allow_tracking: true,
    beta: false,
    features: [],
    created_at: now,
    updated_at: now,
  });
}

/** The account that the path names: `~` is the caller; nobody sees another account. */
export function userOf(call: Call): Account {
  const identity = call.param("user");
  if (["~", call.account.id, call.account.email].includes(identity)) return call.account;
  if (accounts(call).get(identity)) throw forbidden("You do not have access to this account.");
  throw notFound("account");
}
