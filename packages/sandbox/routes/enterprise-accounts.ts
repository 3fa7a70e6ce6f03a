import { type Api, paged } from "../http/api.ts";
import { enterpriseAccounts, enterpriseOf, serializeEnterprise } from "../model/enterprise-account.ts";

/** https://devcenter.heroku.com/articles/platform-api-reference#enterprise-account */
export function enterpriseAccountRoutes(api: Api): void {
  api.get("/enterprise-accounts", (call) => {
    const own = enterpriseAccounts(call).list({ account: call.account.id });
    return paged(
      call,
      own.map((each) => serializeEnterprise(call, each)),
    );
  });
  api.get("/enterprise-accounts/:enterprise", (call) => serializeEnterprise(call, enterpriseOf(call)));
}
