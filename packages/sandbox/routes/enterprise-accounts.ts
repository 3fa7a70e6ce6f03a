import { z } from "zod";
import { type Api, paged } from "../http/api.ts";
import { created } from "../http/call.ts";
import { enterpriseAccounts, enterpriseOf, serializeEnterprise } from "../model/enterprise-account.ts";
import { createTeam, serializeTeam, teams } from "../model/team.ts";

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
  // https://devcenter.heroku.com/articles/platform-api-reference#team-list-by-enterprise-account
  api.get("/enterprise-accounts/:enterprise/teams", (call) => {
    const { id } = enterpriseOf(call);
    const own = teams(call).list({ account: call.account.id });
    return paged(
      call,
      own.filter(({ enterprise }) => enterprise === id).map((team) => serializeTeam(call, team)),
    );
  });
  api.post("/enterprise-accounts/:enterprise/teams", z.object({ name: z.string() }), (call) => {
    const team = createTeam(call, call.body.name, enterpriseOf(call).id);
    return created(serializeTeam(call, team));
  });
}
