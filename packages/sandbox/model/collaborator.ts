import { forbidden, invalidParams, notFound } from "../errors.ts";
import type { Call } from "../http/call.ts";
import type { Platform } from "../platform.ts";
import { collection } from "../store/collection.ts";
import { accounts } from "./account.ts";
import { type App, appRef, managerOf } from "./app.ts";
import { OF_COLLABORATORS, PERMISSIONS } from "./permissions.ts";
import { goesBy, type Person, personNamed } from "./person.ts";
import { teams } from "./team.ts";
import { roleIn } from "./team-member.ts";

/**
 * Somebody whom an app's owner has given access, or who has joined an app of a team. It opens nothing in the sandbox:
 * accounts stay apart.
 */
export interface Collaborator {
  id: string;
  app: string;
  user: Pick<Person, "id" | "email">;
  /** What they may do with an app of a team; absent where nobody said. */
  permissions?: string[];
  created_at: string;
  updated_at: string;
}

export const collaborators = collection<Collaborator>("collaborators", { indexes: [["app"]] });

/** Heroku's words are (unverified). */
const THERE_ALREADY = "User is already a collaborator on app.";
const OWNER_STAYS = "The owner can't be removed from an app.";
const UNKNOWN = "Permissions are invalid.";

export function addCollaborator(platform: Platform, app: App, identity: string, permissions?: string[]): Collaborator {
  const { id, email } = personNamed(platform, identity);
  const user = { id, email };
  if (ownerOf(platform, app)?.email === user.email || findCollaborator(platform, app, user.email)) {
    throw invalidParams(THERE_ALREADY);
  }
  const now = platform.timestamp();
  const known = { id: platform.uuid(), app: app.id, user, created_at: now, updated_at: now };
  return collaborators(platform).insert(permissions ? { ...known, permissions: requireKnown(permissions) } : known);
}

export function changePermissions(platform: Platform, { id }: Collaborator, permissions: string[]): Collaborator {
  const change = { permissions: requireKnown(permissions), updated_at: platform.timestamp() };
  return collaborators(platform).update(id, change);
}

function requireKnown(names: string[]): string[] {
  if (names.some((name) => !PERMISSIONS.some((each) => each.name === name))) throw invalidParams(UNKNOWN);
  return names;
}

/** By id of the collaboration, or by email or id of the account. */
export function findCollaborator(platform: Platform, app: App, identity: string): Collaborator | undefined {
  return collaborators(platform).list({ app: app.id }).find(goesBy(identity));
}

/** The one that the path names. */
export function collaboratorOf(call: Call, app: App): Collaborator {
  const identity = call.param("collaborator");
  const owner = ownerOf(call, app);
  if (owner && [owner.id, owner.email].includes(identity)) throw forbidden(OWNER_STAYS);
  const found = findCollaborator(call, app, identity);
  if (!found) throw notFound("collaborator");
  return found;
}

/** Takes away the one that the path names. */
export function removeCollaborator(call: Call, app: App) {
  const found = collaboratorOf(call, app);
  collaborators(call).delete(found.id);
  return serializeCollaborator(call, app, found);
}

/** An app of a team is owned by the account that stands for the team. */
export function ownerOf(platform: Platform, app: App): { id: string; email: string } | undefined {
  if (app.team === null) return accounts(platform).get(app.account);
  const team = teams(platform).get(app.team);
  return team && managerOf(team);
}

export function serializeCollaborator(platform: Platform, app: App, shown: Omit<Collaborator, "app">, role?: "owner") {
  const { id, user, permissions, created_at, updated_at } = shown;
  const team = app.team === null ? undefined : teams(platform).get(app.team);
  return {
    app: appRef(app),
    created_at,
    id,
    permissions: permissions ? PERMISSIONS.filter(({ name }) => permissions.includes(name)) : OF_COLLABORATORS,
    role: role ?? (team && roleIn(platform, team, user.email)) ?? "collaborator",
    updated_at,
    user: { email: user.email, federated: false, id: user.id },
  };
}

/** Heroku lists the owner as well. */
export function serializeCollaborators(platform: Platform, app: App) {
  const owner = ownerOf(platform, app);
  const others = collaborators(platform).list({ app: app.id });
  return [
    ...(owner ? [serializeCollaborator(platform, app, { ...app, user: owner }, "owner")] : []),
    ...others.map((each) => serializeCollaborator(platform, app, each)),
  ];
}
