import { notFound } from "../errors.ts";
import type { Call } from "../http/call.ts";
import { type App, appOf, updateApp } from "./app.ts";
import { addCollaborator, collaborators, findCollaborator } from "./collaborator.ts";
import { teamNamed } from "./team.ts";

/** The team's app that the path names. That Heroku finds no other one there is (unverified). */
export function teamAppOf(call: Call): App {
  const app = appOf(call);
  if (app.team === null) throw notFound("app");
  return app;
}

/** Whoever makes a team's app, or hands theirs to a team, takes part in it (unverified). */
export function join(call: Call, app: App): void {
  if (app.team !== null && !isJoined(call, app)) addCollaborator(call, app, call.account.email);
}

export const isJoined = (call: Call, app: App): boolean =>
  findCollaborator(call, app, call.account.email) !== undefined;

/**
 * Hands an app to a team, or to the caller, which takes it from everybody else. The sandbox knows nobody else whom it could
 * be given to: accounts stay apart.
 */
export function handOver(call: Call, app: App, owner: string): App {
  if (!isCaller(call, owner)) {
    const owned = updateApp(call, app, { team: teamNamed(call, owner).id });
    join(call, owned);
    return owned;
  }
  collaborators(call).deleteWhere({ app: app.id });
  return updateApp(call, app, { team: null, locked: false });
}

function isCaller(call: Call, owner: string): boolean {
  return ["~", call.account.id, call.account.email].includes(owner);
}
