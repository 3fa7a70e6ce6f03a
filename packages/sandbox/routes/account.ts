import { z } from "zod";
import type { Api } from "../http/api.ts";
import type { Call } from "../http/call.ts";
import type { RateLimiter } from "../middleware/rate-limit.ts";
import { type Account, accounts, userOf } from "../model/account.ts";

const changes = z.object({
  allow_tracking: z.boolean().optional(),
  beta: z.boolean().optional(),
  name: z.string().nullable().optional(),
});

/** https://devcenter.heroku.com/articles/platform-api-reference#account */
export function accountRoutes(api: Api, limiter: RateLimiter): void {
  api.get("/account", (call) => serializeAccount(call.account));
  api.patch("/account", changes, (call) => update(call, call.body));
  api.get("/account/rate-limits", (call) => ({ remaining: limiter.remaining(call.account.id) }));
  api.get("/users/:user", (call) => serializeAccount(userOf(call)));
  api.patch("/users/:user", changes, (call) => {
    userOf(call);
    return update(call, call.body);
  });
}

function update(call: Call, change: z.infer<typeof changes>) {
  const updated = accounts(call).update(call.account.id, { ...change, updated_at: call.timestamp() });
  return serializeAccount(updated);
}

function serializeAccount(account: Account) {
  const { id, email, name, allow_tracking, beta, created_at, updated_at } = account;
  return {
    allow_tracking,
    beta,
    country_of_residence: null,
    created_at,
    default_organization: null,
    default_team: null,
    delinquent_at: null,
    email,
    federated: false,
    id,
    identity_provider: null,
    last_login: null,
    name,
    sms_number: null,
    suspended_at: null,
    two_factor_authentication: false,
    updated_at,
    verified: true,
  };
}
