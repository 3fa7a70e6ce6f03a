import { z } from "zod";
import { defineEvent } from "../define/definition.ts";
import { WrongInputs } from "../define/errors.ts";
import type { Heroku } from "../define/heroku.ts";
import { idOf } from "../define/uuid.ts";
import {
  Release as Answer,
  begunOrAnew,
  codeOf,
  isRunning,
  newestAlive,
  releaseAfter,
  releaseInEffect,
  releasesOf,
} from "../deploy/release.ts";

const inputs = z.object({
  /** UUID of the app (`app.id`). */
  app: idOf("app"),
  /** UUID of the slug to release, which may be that of another app of yours. Either this or `image`. */
  slug: idOf("slug").optional(),
  /** UUID of the container image to release, on Fir. Either this or `slug`. */
  image: idOf("image").optional(),
  /** What the release says of itself; `Deploy` and a part of the code's name where it is left out. */
  description: z.string().optional(),
});

const outputs = z.object({
  /** UUID of the release. */
  release: z.string(),
  /** Number of the release: 12 for v12. */
  version: z.int(),
  /** Whether the app runs this code; false after a rollback or another deployment, as a refresh finds out. */
  running: z.boolean(),
});

type Inputs = z.output<typeof inputs>;
type Outputs = z.output<typeof outputs>;

/**
 * A release of code that is built already, once for each value of its inputs: a slug that was made elsewhere or that another
 * app runs, or an image on Fir. It waits for the release command, and fails with its output. An app that runs the code
 * already gets no second release. Deleting it forgets it; the app goes on running the code.
 * https://devcenter.heroku.com/articles/platform-api-copying-slugs
 *
 * @example
 * const { slug } = await getRelease({ app: "example-staging" });
 * new Release("code", { app: app.id, slug });
 */
export const release = defineEvent({
  type: "Release",
  inputs,
  outputs,

  // Interrupted, it has no number yet; a refresh in between would have the engine take it for finished.
  outstanding: ({ version }) => (version === undefined ? ["app"] : []),

  async preview(_heroku, wanted) {
    codeWanted(wanted);
    return {};
  },

  async create(heroku, wanted) {
    const { id } = await begin(heroku, wanted);
    return { id, outputs: await finish(heroku, wanted, id, id) };
  },

  async resume(heroku, { id, inputs: wanted, outputs: { release: begun } }) {
    return finish(heroku, wanted, id, await begunOrAnew(heroku, wanted.app, begun, () => begin(heroku, wanted)));
  },

  async read(heroku, { inputs: wanted, outputs: made }) {
    if (made.version === undefined) return made;
    return { ...made, running: await isRunning(heroku, wanted.app, codeWanted(wanted) ?? "") };
  },
});

/** The code to release: one of two, which in preview may not be known yet. */
function codeWanted({ slug, image }: Partial<Inputs>): string | undefined {
  if (slug !== undefined && image !== undefined) {
    throw new WrongInputs([
      { path: ["image"], reason: "is given beside slug; an app runs one of them: remove the other" },
    ]);
  }
  return slug ?? image;
}

function codeNeeded(wanted: Inputs): string {
  const code = codeWanted(wanted);
  if (code !== undefined) return code;
  throw new WrongInputs([{ path: ["slug"], reason: "is missing; name a slug, or on Fir an image" }]);
}

async function begin(heroku: Heroku, wanted: Inputs): Promise<Answer> {
  const { app, slug, image, description } = wanted;
  const code = codeNeeded(wanted);
  const releases = await releasesOf(heroku, app);
  const newest = newestAlive(releases);
  // Of a run that was cut short, or of somebody else: it is all that is asked for.
  if (newest && codeOf(newest) === code) return newest;
  return heroku.createOnce({
    doing: `release ${code} on app ${app}`,
    path: `/apps/${app}/releases`,
    body: { slug, oci_image: image, description },
    answer: Answer,
    find: () => releaseAfter(heroku, app, releases[0]?.version ?? 0, code),
    proof: "name",
    importId: () => app,
  });
}

async function finish(heroku: Heroku, { app }: Inputs, id: string, begun: string): Promise<Outputs> {
  heroku.made(id, { release: begun });
  const made = await releaseInEffect(heroku, app, begun);
  heroku.say(`released as v${made.version}`);
  return { release: begun, version: made.version, running: true };
}
