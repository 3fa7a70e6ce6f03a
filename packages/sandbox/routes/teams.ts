import { type Api, paged } from "../http/api.ts";
import { type Team, teamOf, teams } from "../model/team.ts";

/** https://devcenter.heroku.com/articles/platform-api-reference#team */
export function teamRoutes(api: Api): void {
  api.get("/teams", (call) => {
    const now = call.timestamp();
    const all = teams(call).list({ account: call.account.id });
    return paged(
      call,
      all.map((team) => serialize(team, now)),
    );
  });
  api.get("/teams/:team", (call) => serialize(teamOf(call), call.timestamp()));
  // What Heroku switches for a team: here nothing.
  api.get("/teams/:team/features", (call) => {
    teamOf(call);
    return paged(call, []);
  });
}

const serialize = ({ id, name }: Team, now: string) => ({
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
});
