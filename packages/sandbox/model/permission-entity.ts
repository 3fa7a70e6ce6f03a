import type { Call } from "../http/call.ts";
import { type App, apps } from "./app.ts";
import { serializeCollaborators } from "./collaborator.ts";
import { type Space, spaces } from "./space.ts";
import { membersOf, serializeAccess } from "./space-access.ts";
import type { Team } from "./team.ts";

/** Apps and spaces of a team with what people may do with them. The order, and that the owner is left out, are (unverified). */
export const entitiesOf = (call: Call, { id }: Team) => [
  ...apps(call)
    .list({ team: id })
    .map((app) => entityOf("app", app, id, usersOfApp(call, app))),
  ...spaces(call)
    .list({ team: id })
    .map((space) => entityOf("space", space, id, usersOfSpace(call, space))),
];

interface Allowed {
  user: { id: string; email: string };
  permissions: readonly { name: string }[];
}

const entityOf = (type: "app" | "space", { id, name }: App | Space, team: string, users: readonly Allowed[]) => ({
  id,
  name,
  team_id: team,
  type,
  users: users.map(({ user, permissions }) => ({
    email: user.email,
    id: user.id,
    permissions: permissions.map((each) => each.name),
  })),
});

const usersOfApp = (call: Call, app: App) => serializeCollaborators(call, app).filter(({ role }) => role !== "owner");

/** Members of the team without a permission in the space are no users of it. */
const usersOfSpace = (call: Call, space: Space) =>
  membersOf(call, space)
    .map((member) => serializeAccess(call, space, member))
    .filter(({ permissions }) => permissions.length > 0);
