import { z } from "zod";
import { type Api, paged } from "../http/api.ts";
import { created } from "../http/call.ts";
import { appOf } from "../model/app.ts";
import {
  addCollaborator,
  collaboratorOf,
  removeCollaborator,
  serializeCollaborator,
  serializeCollaborators,
} from "../model/collaborator.ts";

const newCollaborator = z.object({ user: z.string(), silent: z.boolean().optional() });

/** https://devcenter.heroku.com/articles/platform-api-reference#collaborator */
export function collaboratorRoutes(api: Api): void {
  api.get("/apps/:app/collaborators", (call) => paged(call, serializeCollaborators(call, appOf(call))));
  api.post("/apps/:app/collaborators", newCollaborator, (call) => {
    const app = appOf(call);
    return created(serializeCollaborator(call, app, addCollaborator(call, app, call.body.user)));
  });
  api.get("/apps/:app/collaborators/:collaborator", (call) => {
    const app = appOf(call);
    return serializeCollaborator(call, app, collaboratorOf(call, app));
  });
  api.delete("/apps/:app/collaborators/:collaborator", (call) => removeCollaborator(call, appOf(call)));
}
