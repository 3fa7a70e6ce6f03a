import { expect, test } from "vitest";
import type { ReviewedChange } from "../../model.ts";
import { brief, create, judged, remove, replace, update, view } from "./changes.ts";

const key = (rotation?: string) => view("OauthAuthorization", { description: "ci", rotation });
const client = (rotation?: string) => view("OauthClient", { name: "Ledger", rotation });
const store = view("KeyValueStoreCredential", { app: undefined, addOn: "1", triggers: { month: "11" } });
const upkeep = view("KeyValueStoreMaintenance", { app: undefined, addOn: "1", triggers: { week: "48" } });
const provider = view("IdentityProvider", { team: "example" });

const TOLD: [what: string, change: ReviewedChange, told: string[]][] = [
  ["a key that goes", remove(key()), ["irreversible: site"]],
  ["a key that is replaced", replace(key(), key()), ["irreversible: site"]],
  ["a key that rotates", update(key("1"), key("2"), "rotation"), ["irreversible: site"]],
  ["a client that rotates", update(client(), client("2"), "rotation"), ["downtime: site"]],
  ["a store's password that rotates", create(store), ["downtime: site", "restarts: web worker", "releases:"]],
  ["a store that is maintained", create(upkeep), ["downtime: site", "restarts: web worker", "releases:"]],
  ["a store's password that is forgotten", remove(store), []],
  ["an identity provider that goes", remove(provider), ["downtime: site"]],
  ["a new key", create(key("1")), []],
  ["a key that is described anew", update(key("1"), key("1"), "description"), []],
  ["a rotation that is no longer declared", update(key("1"), key(), "rotation"), []],
  ["an identity provider that changes", update(provider, provider, "ssoTargetUrl"), []],
];

test.each(TOLD)("%s", (_what, change, told) => {
  expect(brief(judged([change]).impacts)).toEqual(told);
});
