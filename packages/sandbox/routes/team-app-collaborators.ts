import { z } from "zod";
import { type Api, paged } from "../http/api.ts";
import { created } from "../http/call.ts";
import {
  addCollaborator,
  changePermissions,
  collaboratorOf,
  removeCollaborator,
  serializeCollaborator,
  serializeCollaborators,
} from "../model/collaborator.ts";
import { PERMISSIONS } from "../model/permissions.ts";
import { teamAppOf } from "../model/team-app.ts";

const permissions = z.array(z.string());
const newCollaborator = z.object({
  user: z.string(),
  silent: z.boolean().optional(),
  permissions: permissions.optional(),
});

/** https://devcenter.heroku.com/articles/platform-api-reference#team-app-collaborator */
export function teamAppCollaboratorRoutes(api: Api): void {
  const all = "/teams/apps/:app/collaborators";
  const one = "/teams/apps/:app/collaborators/:collaborator";
  api.get(all, (call) => paged(call, serializeCollaborators(call, teamAppOf(call))));
  api.post(all, newCollaborator, (call) => {
    const app = teamAppOf(call);
    const { user, permissions } = call.body;
    return created(serializeCollaborator(call, app, addCollaborator(call, app, user, permissions)));
  });
  api.get(one, (call) => {
    const app = teamAppOf(call);
    return serializeCollaborator(call, app, collaboratorOf(call, app));
  });
  api.patch(one, z.object({ permissions }), (call) => {
    const app = teamAppOf(call);
    const changed = changePermissions(call, collaboratorOf(call, app), call.body.permissions);
    return serializeCollaborator(call, app, changed);
  });
  api.delete(one, (call) => removeCollaborator(call, teamAppOf(call)));
  // https://devcenter.heroku.com/articles/platform-api-reference#team-app-permission
  api.get("/teams/permissions", (call) => paged(call, PERMISSIONS, ["name"]));
}
