import { z } from "zod";
import { readLocked } from "../apps/owner.ts";
import { Address } from "../define/address.ts";
import { defineLookUp } from "../define/definition.ts";
import { Refused } from "../define/errors.ts";
import { findNamed } from "../define/find-named.ts";
import type { Heroku } from "../define/heroku.ts";

const inputs = z.object({
  /** Name of the app. */
  name: z.string(),
});

const outputs = z.object({
  /** UUID of the app. */
  id: z.string(),
  /** Name of the app. */
  name: z.string(),
  /** Region that it runs in. */
  region: z.string(),
  /** Stack that its next build runs on. */
  stack: z.string(),
  /** Generation of the platform that it is of: `cedar` or `fir`. */
  generation: z.string(),
  /** Who owns it: name of the team, or email address of the user. */
  owner: z.string(),
  /** Team that owns it; none where a user does. */
  team: z.string().optional(),
  /** Private space that it runs in, if it does. */
  space: z.string().optional(),
  /** Whether members of the team are kept from joining it by themselves; only of apps of a team that you are in. */
  locked: z.boolean().optional(),
  /** Address of the app. */
  webUrl: z.string(),
  /** Address that `git push` deploys to. */
  gitUrl: z.string(),
  /** Whether it answers every request with Heroku's maintenance page. */
  maintenance: z.boolean(),
  /** Whether Heroku gets certificates for its domains by itself. */
  automaticCertificates: z.boolean(),
});

const Named = z.object({ name: z.string() });
const Answer = z.object({
  id: z.string(),
  name: z.string(),
  region: Named,
  build_stack: Named,
  generation: Named.nullish(),
  owner: z.object({ email: z.string() }).nullish(),
  team: Named.nullish(),
  space: Named.nullish(),
  web_url: Address.nullable(),
  git_url: Address,
  maintenance: z.boolean(),
  acm: z.boolean(),
});

/**
 * An app that is not declared here, by its name.
 * https://devcenter.heroku.com/articles/platform-api-reference#app
 *
 * @example
 * const { id, webUrl } = await getApp({ name: "example" });
 */
export const appLookUp = defineLookUp({
  type: "getApp",
  inputs,
  outputs,

  async invoke(heroku, { name }) {
    const found = findNamed(await heroku.list("/apps", Answer), name, "an app that you have access to");
    return {
      id: found.id,
      name,
      region: found.region.name,
      stack: found.build_stack.name,
      generation: found.generation?.name ?? "cedar",
      owner: found.team?.name ?? found.owner?.email ?? "",
      team: found.team?.name,
      space: found.space?.name,
      locked: await lockedIfSeen(heroku, found.id, found.team?.name),
      webUrl: found.web_url ?? "",
      gitUrl: found.git_url,
      maintenance: found.maintenance,
      automaticCertificates: found.acm,
    };
  },
});

/** Who only collaborates on a team's app does not see the team. */
const lockedIfSeen = (heroku: Heroku, id: string, team: string | undefined): Promise<boolean | undefined> =>
  readLocked(heroku, id, team).catch((error: unknown) => {
    if (error instanceof Refused && [403, 404].includes(error.status)) return undefined;
    throw error;
  });
