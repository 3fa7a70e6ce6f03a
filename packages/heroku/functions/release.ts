import { z } from "zod";
import { defineLookUp } from "../define/definition.ts";
import { WrongInputs } from "../define/errors.ts";
import { codeOf, releasesOf } from "../deploy/release.ts";

const inputs = z.object({
  /** Name or UUID of the app. */
  app: z.string(),
  /** Number of the release: 12 for v12. What the app runs now where it is left out. */
  version: z.int().min(1).optional(),
});

const outputs = z.object({
  /** UUID of the release. */
  id: z.string(),
  /** Number of the release. */
  version: z.int(),
  /** UUID of the code that it runs; absent before the first deployment. */
  slug: z.string().optional(),
  /** What changed, such as `Deploy 0a1b2c3d` or `Set DEBUG config vars`. */
  description: z.string(),
  /** `pending`, `succeeded`, `failed` or `expired`. */
  status: z.string(),
  /** When it was made, as an ISO 8601 time. */
  createdAt: z.string(),
});

/**
 * A release of an app: what it runs now, or the one with the given number.
 * https://devcenter.heroku.com/articles/releases
 *
 * @example
 * const { version, slug } = await getRelease({ app: "example-staging" });
 */
export const releaseLookUp = defineLookUp({
  type: "getRelease",
  inputs,
  outputs,

  async invoke(heroku, { app, version }) {
    const releases = await releasesOf(heroku, app);
    const found = releases.find((each) => (version === undefined ? each.current : each.version === version));
    if (!found) {
      const reason = `${version ?? "the current one"} is no release of ${app}; its newest is ${releases[0]?.version}`;
      throw new WrongInputs([{ path: ["version"], reason }]);
    }
    const { id, description, status, created_at: createdAt } = found;
    return { id, version: found.version, slug: codeOf(found), description, status, createdAt };
  },
});
