import type { Platform } from "../platform.ts";
import { collection } from "../store/collection.ts";
import { type Account, accounts, hashOfKey } from "./account.ts";

/** A key that an authorization has made. It opens the account that the authorization is of. */
export interface OauthToken {
  id: string;
  account: string;
  token: string;
  hash: string;
  /** Milliseconds; null is never. */
  expiresAt: number | null;
  revoked: boolean;
}

export const oauthTokens = collection<OauthToken>("oauth_tokens", { unique: [["hash"]], hidden: ["token", "hash"] });

/** What stands in front of a key in the schema's own example. */
const PREFIX = "HRKU-";

export function issueToken(platform: Platform, account: string, expiresAt: number | null): OauthToken {
  const token = `${PREFIX}${platform.uuid()}`;
  const id = platform.uuid();
  return oauthTokens(platform).insert({ id, account, token, hash: hashOfKey(token), expiresAt, revoked: false });
}

/** Its hash is kept, so that it never becomes the key of a new account. */
export function revokeToken(platform: Platform, id: string): void {
  oauthTokens(platform).update(id, { token: "", revoked: true });
}

/** The account that a token opens; null for a token that opens nothing any more, undefined for what is no token. */
export function accountOfToken(platform: Platform, hash: string): Account | null | undefined {
  const found = oauthTokens(platform).find({ hash });
  if (!found) return undefined;
  const isOver = found.expiresAt !== null && found.expiresAt <= platform.now();
  return found.revoked || isOver ? null : accounts(platform).get(found.account);
}

export function serializeToken(platform: Platform, { id, token, expiresAt }: OauthToken) {
  const leftMs = expiresAt === null ? null : Math.max(0, expiresAt - platform.now());
  return { expires_in: leftMs === null ? null : Math.round(leftMs / 1000), id, token };
}
