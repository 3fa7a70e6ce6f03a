import { invalidParams, notFound } from "../errors.ts";
import type { Call } from "../http/call.ts";
import { isUuid } from "../ids.ts";
import { collection } from "../store/collection.ts";
import { accounts } from "./account.ts";
import { goesBy, type Person, personNamed } from "./person.ts";

/** Heroku makes one by contract, and nobody by a request: here it is made for the account that first names it. */
export interface EnterpriseAccount {
  id: string;
  account: string;
  name: string;
  created_at: string;
}

export interface EnterpriseMember {
  id: string;
  enterprise: string;
  user: Person;
  permissions: Permission[];
}

export const PERMISSIONS = ["view", "create", "manage", "billing"] as const;
export type Permission = (typeof PERMISSIONS)[number];

export const enterpriseAccounts = collection<EnterpriseAccount>("enterprise_accounts", {
  unique: [["account", "name"]],
});
export const enterpriseMembers = collection<EnterpriseMember>("enterprise_members", { indexes: [["enterprise"]] });

/** Heroku's words for what a permission allows; that of `view` is the schema's own example, the others are (unverified). */
const MEANINGS: Record<Permission, string> = {
  view: "View enterprise account members and teams.",
  create: "Create teams in the enterprise account.",
  manage: "Manage enterprise account members and their permissions.",
  billing: "View and manage the billing of the enterprise account.",
};

/** Heroku's words for what it refuses are (unverified). */
const THERE_ALREADY = "User is already a member of this enterprise account.";

export function enterpriseOf(call: Call): EnterpriseAccount {
  const identity = call.param("enterprise");
  const byId = enterpriseAccounts(call).get(identity);
  if (byId?.account === call.account.id) return byId;
  if (isUuid(identity)) throw notFound("enterprise account");
  const known = enterpriseAccounts(call).find({ account: call.account.id, name: identity });
  return known ?? makeEnterprise(call, identity);
}

/** Whoever it is made for may do everything there. */
function makeEnterprise(call: Call, name: string): EnterpriseAccount {
  const account = call.account.id;
  const made = enterpriseAccounts(call).insert({ id: call.uuid(), account, name, created_at: call.timestamp() });
  addEnterpriseMember(call, made, account, [...PERMISSIONS]);
  return made;
}

export function addEnterpriseMember(
  call: Call,
  { id: enterprise }: EnterpriseAccount,
  identity: string,
  permissions: Permission[],
): EnterpriseMember {
  const user = personNamed(call, identity);
  const others = enterpriseMembers(call).list({ enterprise });
  if (others.some(goesBy(user.id))) throw invalidParams(THERE_ALREADY);
  return enterpriseMembers(call).insert({ id: call.uuid(), enterprise, user, permissions });
}

/** By email or id of the account. */
export function enterpriseMemberOf(call: Call, { id: enterprise }: EnterpriseAccount): EnterpriseMember {
  const found = enterpriseMembers(call)
    .list({ enterprise })
    .find(goesBy(call.param("colleague")));
  if (!found) throw notFound("enterprise account member");
  return found;
}

export function serializeEnterprise(call: Call, { id, account, name, created_at }: EnterpriseAccount) {
  const owner = accounts(call).get(account)?.id ?? "";
  const own = enterpriseMembers(call).list({ enterprise: id }).find(goesBy(owner));
  return {
    id,
    created_at,
    name,
    updated_at: created_at,
    permissions: own?.permissions ?? [],
    trial: false,
    partner_benefits: false,
    identity_provider: null,
  };
}

export function serializeEnterpriseMember({ id, name }: EnterpriseAccount, member: EnterpriseMember) {
  return {
    enterprise_account: { id, name },
    id: member.id,
    permissions: member.permissions.map((each) => ({ name: each, description: MEANINGS[each] })),
    user: { id: member.user.id, email: member.user.email },
    two_factor_authentication: false,
    identity_provider: null,
  };
}
