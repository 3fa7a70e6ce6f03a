import type { Impact, ImpactKind, ReviewedChange } from "../model.ts";
import type { Rule } from "./scene.ts";

/** What ends at once, for whoever uses it, where a key of this kind goes or another takes its place. */
const ending = (kind: ImpactKind, text: string): Rule => ({
  impacts: (change): Impact[] => (ends(change) ? [{ kind, text, details: [change.name] }] : []),
});

/** https://devcenter.heroku.com/articles/oauth */
export const oauthAuthorization = ending(
  "irreversible",
  "The API token ends at once: whatever uses it is refused by Heroku until it has the new one, if there is one.",
);

export const oauthClient = ending(
  "downtime",
  "The client's secret ends at once: nobody can sign in through it until the program has the new one, if there is one.",
);

/** https://devcenter.heroku.com/articles/sso */
export const identityProvider = ending("downtime", "Nobody in the team can sign in through this identity provider.");

function ends({ op, before, after }: ReviewedChange): boolean {
  if (op === "delete" || op === "replace") return true;
  const rotation = after?.inputs.rotation;
  return op === "update" && rotation !== undefined && rotation !== before?.inputs.rotation;
}
