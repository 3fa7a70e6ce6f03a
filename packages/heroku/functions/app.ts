import { z } from "zod";
import { defineLookUp } from "../define/definition.ts";
import { findNamed } from "../define/find-named.ts";
import { lookUp, lookUpOutput } from "../define/sdk.ts";

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
  /** Team that owns it; none where a user does. */
  team: z.string().optional(),
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
  team: Named.nullish(),
  web_url: z.string().nullable(),
  git_url: z.string(),
  maintenance: z.boolean(),
  acm: z.boolean(),
});

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
      team: found.team?.name,
      webUrl: found.web_url ?? "",
      gitUrl: found.git_url,
      maintenance: found.maintenance,
      automaticCertificates: found.acm,
    };
  },
});

/**
 * An app that is not declared here, by its name.
 * https://devcenter.heroku.com/articles/platform-api-reference#app
 *
 * @example
 * const { id, webUrl } = await getApp({ name: "example" });
 */
export const getApp = lookUp(appLookUp);

/** `getApp` with arguments that may be outputs. */
export const getAppOutput = lookUpOutput(appLookUp);
