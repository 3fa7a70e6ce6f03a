import { z } from "zod";
import { forbidden, notFound } from "../errors.ts";
import { type Api, paged } from "../http/api.ts";
import { type Call, created } from "../http/call.ts";
import { accounts } from "../model/account.ts";
import { type App, appOf } from "../model/app.ts";
import {
  addCollaborator,
  collaborators,
  findCollaborator,
  serializeCollaborator,
  serializeOwner,
} from "../model/collaborator.ts";

const newCollaborator = z.object({ user: z.string(), silent: z.boolean().optional() });

/** https://devcenter.heroku.com/articles/platform-api-reference#collaborator */
export function collaboratorRoutes(api: Api): void {
  api.get("/apps/:app/collaborators", (call) => {
    const app = appOf(call);
    const owner = ownerOf(call, app);
    const others = collaborators(call).list({ app: app.id });
    return paged(call, [
      ...(owner ? [serializeOwner(app, owner)] : []),
      ...others.map((each) => serializeCollaborator(app, each)),
    ]);
  });
  api.post("/apps/:app/collaborators", newCollaborator, (call) => {
    const app = appOf(call);
    return created(serializeCollaborator(app, addCollaborator(call, app, call.body.user)));
  });
  api.get("/apps/:app/collaborators/:collaborator", (call) => {
    const app = appOf(call);
    return serializeCollaborator(app, collaboratorOf(call, app));
  });
  api.delete("/apps/:app/collaborators/:collaborator", (call) => {
    const app = appOf(call);
    const found = collaboratorOf(call, app);
    collaborators(call).delete(found.id);
    return serializeCollaborator(app, found);
  });
}

function collaboratorOf(call: Call, app: App) {
  const identity = call.param("collaborator");
  const owner = ownerOf(call, app);
  // Heroku's words are (unverified).
  if (owner && [owner.id, owner.email].includes(identity)) throw forbidden("The owner can't be removed from an app.");
  const found = findCollaborator(call, app, identity);
  if (!found) throw notFound("collaborator");
  return found;
}

/** An app of a team is owned by the team. */
const ownerOf = (call: Call, app: App) => (app.team === null ? accounts(call).get(app.account) : undefined);
