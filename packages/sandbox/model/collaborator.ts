import { invalidParams } from "../errors.ts";
import type { Platform } from "../platform.ts";
import { collection } from "../store/collection.ts";
import { type Account, accounts } from "./account.ts";
import { type App, appRef } from "./app.ts";
import { goesBy, type Person, personNamed } from "./person.ts";

/** Somebody whom an app's owner has given access. It opens nothing in the sandbox: accounts stay apart. */
export interface Collaborator {
  id: string;
  app: string;
  user: Pick<Person, "id" | "email">;
  created_at: string;
  updated_at: string;
}

export const collaborators = collection<Collaborator>("collaborators", { indexes: [["app"]] });

/** Heroku's words are (unverified). */
const THERE_ALREADY = "User is already a collaborator on app.";

export function addCollaborator(platform: Platform, app: App, identity: string): Collaborator {
  const { id, email } = personNamed(platform, identity);
  const user = { id, email };
  const isOwner = accounts(platform).get(app.account)?.email === user.email;
  if (isOwner || findCollaborator(platform, app, user.email)) throw invalidParams(THERE_ALREADY);
  const now = platform.timestamp();
  return collaborators(platform).insert({ id: platform.uuid(), app: app.id, user, created_at: now, updated_at: now });
}

/** By id of the collaboration, or by email or id of the account. */
export function findCollaborator(platform: Platform, app: App, identity: string): Collaborator | undefined {
  return collaborators(platform).list({ app: app.id }).find(goesBy(identity));
}

/** https://devcenter.heroku.com/articles/collaborating */
const PERMISSIONS = [
  { name: "view", description: "Can manage config, deploy, run commands and restart the app." },
  { name: "deploy", description: "Can deploy new versions of the app." },
  { name: "operate", description: "Can scale and restart the app." },
];

export function serializeCollaborator(app: App, shown: Omit<Collaborator, "app">, role = "collaborator") {
  const { id, user, created_at, updated_at } = shown;
  return {
    app: appRef(app),
    created_at,
    id,
    permissions: PERMISSIONS,
    role,
    updated_at,
    user: { email: user.email, federated: false, id: user.id },
  };
}

/** Heroku lists the owner as well. */
export const serializeOwner = (app: App, user: Account) => serializeCollaborator(app, { ...app, user }, "owner");
