import type { Shape } from "../store/collection.ts";
import { accounts } from "./account.ts";
import { apps } from "./app.ts";
import { configs } from "./config.ts";
import { dynos } from "./dyno.ts";
import { events } from "./event.ts";
import { formations } from "./formation.ts";
import { releases } from "./release.ts";
import { slugs } from "./slug.ts";
import { spaces, teams } from "./team.ts";

/**
 * Everything that the store keeps. A collection that is missing here has no table. What has a key that begins with `app`
 * goes when its app goes.
 */
export const collections: readonly { shape: Shape }[] = [
  accounts,
  apps,
  configs,
  dynos,
  events,
  formations,
  releases,
  slugs,
  spaces,
  teams,
];
