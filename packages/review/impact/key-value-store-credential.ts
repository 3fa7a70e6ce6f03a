import type { Impact } from "../model.ts";
import { appNameOf, type Rule, releasesEachTime } from "./scene.ts";

/**
 * Another password is a release of the app for each attachment of the store, which is one as a rule.
 * https://devcenter.heroku.com/articles/heroku-redis#security-and-compliance
 */
export const keyValueStoreCredential: Rule = {
  releases: releasesEachTime,

  impacts(change, scene): Impact[] {
    if (change.op === "delete") return [];
    const text =
      "The key-value store gets another password, and its connections are closed: what needs it may fail until the app, " +
      "which is given the new one, has restarted. Whatever else uses the old one needs the new one too.";
    return [{ kind: "downtime", app: appNameOf(change, scene), text, details: [change.name] }];
  },
};
