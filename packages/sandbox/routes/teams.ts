import type { Api } from "../http/api.ts";
import { teamNamed } from "../model/team.ts";

/** https://devcenter.heroku.com/articles/platform-api-reference#team */
export function teamRoutes(api: Api): void {
  api.get("/teams/:team", (call) => {
    const { id, name } = teamNamed(call, call.param("team"));
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
