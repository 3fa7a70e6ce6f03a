import type { MiddlewareHandler } from "hono";
import { HerokuError, unauthorized } from "../errors.ts";
import type { Env } from "../http/api.ts";
import { type Account, accounts, createAccount, hashOfKey } from "../model/account.ts";
import { accountOfToken } from "../model/oauth-token.ts";
import { type Platform, platformAt, type World } from "../platform.ts";

const NO_CREDENTIALS =
  "There were no credentials in your `Authorization` header. Try `Authorization: Bearer <OAuth access token>` or " +
  '`Authorization: Basic <base64-encoded email + ":" + password>`.';

const INVALID = "Invalid credentials provided.";

/** Any key is good but a token that was revoked or is over; what is refused else is having none. */
export function authenticate(world: World): MiddlewareHandler<Env> {
  return async (context, next) => {
    const keyHash = hashOfKey(keyIn(context.req.header("Authorization")));
    const platform = platformAt(world, world.clock.now());
    context.set(
      "account",
      world.store.transaction(() => accountOf(platform, keyHash)),
    );
    await next();
  };
}

/** The id of the account that a key opens, if that is known already: for requests that never came to be authenticated. */
export function knownAccount(world: World, header: string | undefined): string | undefined {
  try {
    const keyHash = hashOfKey(keyIn(header));
    const known = accounts(world).find({ keyHash }) ?? accountOfToken(platformAt(world, world.clock.now()), keyHash);
    return known?.id;
  } catch (error) {
    if (error instanceof HerokuError) return undefined;
    throw error;
  }
}

/** A token of an authorization opens the account that made it; any other key is an account of its own. */
function accountOf(platform: Platform, keyHash: string): Account {
  const known = accounts(platform).find({ keyHash });
  if (known) return known;
  const account = accountOfToken(platform, keyHash);
  if (account === null) throw unauthorized(INVALID);
  return account ?? createAccount(platform, keyHash);
}

function keyIn(header: string | undefined): string {
  if (!header) throw unauthorized(NO_CREDENTIALS);
  const [scheme, credentials] = header.trim().split(/\s+/, 2);
  const key = scheme?.toLowerCase() === "basic" ? password(credentials ?? "") : bearer(scheme, credentials);
  if (!key) throw unauthorized(INVALID);
  return key;
}

function bearer(scheme: string | undefined, credentials: string | undefined): string | undefined {
  return scheme?.toLowerCase() === "bearer" ? credentials : undefined;
}

/** Heroku takes the key as the password; the user may be empty or the account's email. */
function password(credentials: string): string {
  const decoded = Buffer.from(credentials, "base64").toString("utf8");
  return decoded.slice(decoded.indexOf(":") + 1);
}
