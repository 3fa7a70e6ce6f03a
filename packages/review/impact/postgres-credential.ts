import type { Impact, ReviewedChange } from "../model.ts";
import { appNameOf, type Rule } from "./scene.ts";

/**
 * Another password is a release of the app for each attachment that uses it, which is one as a rule.
 * https://devcenter.heroku.com/articles/heroku-postgresql-credentials
 */
export const postgresCredential: Rule = {
  releases: (change) => (rotates(change) ? 1 : 0),

  impacts(change, scene): Impact[] {
    if (!rotates(change)) return [];
    const text =
      "The database gets another password, and its connections are closed: pages that need it may fail until the app, " +
      "which is given the new one, has restarted. Whatever else uses the old one needs the new one too.";
    return [{ kind: "downtime", app: appNameOf(change, scene), text, details: [change.name] }];
  },
};

/** Declared with a rotation, the credential that each database has rotates at once; any other is new then. */
function rotates({ op, before, after }: ReviewedChange): boolean {
  const rotation = after?.inputs.rotation;
  if (rotation === undefined || (op !== "create" && op !== "update")) return false;
  return op === "create" ? after?.inputs.name === "default" : rotation !== before?.inputs.rotation;
}
