import type { Impact } from "../model.ts";
import { appNameOf, type Rule, releasesEachTime } from "./scene.ts";

/** What happens to a store and is a release of the app for each attachment of it, which is one as a rule. */
const happening = (text: string): Rule => ({
  releases: releasesEachTime,

  impacts(change, scene): Impact[] {
    if (change.op === "delete") return [];
    return [{ kind: "downtime", app: appNameOf(change, scene), text, details: [change.name] }];
  },
});

/** https://devcenter.heroku.com/articles/heroku-redis#security-and-compliance */
export const keyValueStoreCredential = happening(
  "The key-value store gets another password, and its connections are closed: what needs it may fail until the app, " +
    "which is given the new one, has restarted. Whatever else uses the old one needs the new one too.",
);

/** https://devcenter.heroku.com/articles/heroku-redis-maintenance */
export const keyValueStoreMaintenance = happening(
  "If maintenance is due, it is run at once: the key-value store is away for some minutes, and what needs it may fail until " +
    "the app, which is given its new address, has restarted. If none is due, nothing happens.",
);
