import { notFound } from "../errors.ts";
import type { Api } from "../http/api.ts";
import { isUuid } from "../ids.ts";
import { teamNamed, teams } from "../model/team.ts";

/** https://devcenter.heroku.com/articles/platform-api-reference#team */
export function teamRoutes(api: Api): void {
  api.get("/teams/:team", (call) => {
    const identity = call.param("team");
    if (isUuid(identity) && teams(call).get(identity)?.account !== call.account.id) throw notFound("team");
    const { id, name } = teamNamed(call, identity);
    const now = call.timestamp();
    return {
      created_at: now,
      credit_card_collections: true,
      default: false,
      enterprise_account: null,
      id,
      identity_provider: null,
      membership_limit: null,
      name,
      provisioned_licenses: false,
      role: "admin",
      type: "team",
      updated_at: now,
    };
  });
}
