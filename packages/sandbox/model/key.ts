import { createHash } from "node:crypto";
import { invalidParams, notFound } from "../errors.ts";
import type { Call } from "../http/call.ts";
import { collection } from "../store/collection.ts";

/** Somebody's public SSH key. Nothing of the sandbox is reached by SSH. */
export interface Key {
  id: string;
  account: string;
  public_key: string;
  fingerprint: string;
  comment: string;
  created_at: string;
}

export const keys = collection<Key>("keys", { unique: [["account", "fingerprint"]] });

/** Heroku's words for what it refuses are (unverified). */
const NO_KEY = "Contents is invalid";
const TAKEN = "Fingerprint already exists";

const FORM = /^(ssh-\S+|ecdsa-\S+) ([A-Za-z0-9+/]+={0,2})(?: (.*))?$/;

export function addKey(call: Call, given: string): Key {
  const public_key = given.trim();
  const [, , contents, comment = ""] = FORM.exec(public_key) ?? [];
  if (contents === undefined) throw invalidParams(NO_KEY);
  const account = call.account.id;
  const fingerprint = fingerprintOf(contents);
  if (keys(call).find({ account, fingerprint })) throw invalidParams(TAKEN);
  return keys(call).insert({
    id: call.uuid(),
    account,
    public_key,
    fingerprint,
    comment,
    created_at: call.timestamp(),
  });
}

/** As OpenSSH writes it with `-E md5`. */
function fingerprintOf(contents: string): string {
  const hex = createHash("md5").update(Buffer.from(contents, "base64")).digest("hex");
  return (hex.match(/../g) ?? []).join(":");
}

/** By id or fingerprint. */
export function keyOf(call: Call): Key {
  const identity = call.param("key");
  const found = keys(call)
    .list({ account: call.account.id })
    .find(({ id, fingerprint }) => [id, fingerprint].includes(identity));
  if (!found) throw notFound("key");
  return found;
}

export function serializeKey({ account: _, ...key }: Key) {
  return { ...key, email: key.comment, updated_at: key.created_at };
}
