import { z } from "zod";
import { type Api, paged } from "../http/api.ts";
import { created } from "../http/call.ts";
import {
  addEnterpriseMember,
  enterpriseMemberOf,
  enterpriseMembers,
  enterpriseOf,
  PERMISSIONS,
  serializeEnterpriseMember,
} from "../model/enterprise-account.ts";

const permissions = z.array(z.enum(PERMISSIONS)).min(1);
const newMember = z.object({ user: z.string(), permissions, federated: z.boolean().optional() });

/** https://devcenter.heroku.com/articles/platform-api-reference#enterprise-account-member */
export function enterpriseAccountMemberRoutes(api: Api): void {
  api.get("/enterprise-accounts/:enterprise/members", (call) => {
    const enterprise = enterpriseOf(call);
    const all = enterpriseMembers(call).list({ enterprise: enterprise.id });
    return paged(
      call,
      all.map((each) => serializeEnterpriseMember(enterprise, each)),
    );
  });
  api.post("/enterprise-accounts/:enterprise/members", newMember, (call) => {
    const enterprise = enterpriseOf(call);
    const added = addEnterpriseMember(call, enterprise, call.body.user, call.body.permissions);
    return created(serializeEnterpriseMember(enterprise, added));
  });
  api.patch("/enterprise-accounts/:enterprise/members/:colleague", z.object({ permissions }), (call) => {
    const enterprise = enterpriseOf(call);
    const { id } = enterpriseMemberOf(call, enterprise);
    return serializeEnterpriseMember(enterprise, enterpriseMembers(call).update(id, call.body));
  });
  api.delete("/enterprise-accounts/:enterprise/members/:colleague", (call) => {
    const enterprise = enterpriseOf(call);
    const found = enterpriseMemberOf(call, enterprise);
    enterpriseMembers(call).delete(found.id);
    return serializeEnterpriseMember(enterprise, found);
  });
}
