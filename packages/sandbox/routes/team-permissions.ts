import { type Api, paged } from "../http/api.ts";
import { entitiesOf } from "../model/permission-entity.ts";
import { teamOf } from "../model/team.ts";

/** https://devcenter.heroku.com/articles/platform-api-reference#permission-entity */
export function teamPermissionRoutes(api: Api): void {
  api.get("/teams/:team/permissions", (call) => paged(call, entitiesOf(call, teamOf(call))));
}
