import { z } from "zod";
import { defineEvent } from "../define/definition.ts";
import { WrongInputs } from "../define/errors.ts";
import type { Heroku } from "../define/heroku.ts";
import { idOf } from "../define/uuid.ts";
import {
  begunOrAnew,
  builtFrom,
  codeOf,
  isRunning,
  newestAlive,
  Release,
  releaseAfter,
  releaseInEffect,
  releasesOf,
} from "../deploy/release.ts";

const inputs = z.object({
  /** UUID of the app (`app.id`). */
  app: idOf("app"),
  /** Number of the app's release to go back to: 12 for v12. */
  version: z.int().min(1),
});

const outputs = z.object({
  /** UUID of the release that the rollback made. */
  release: z.string(),
  /** Number of that release, which is a new one: 15 for v15. */
  releaseVersion: z.int(),
  /** UUID of the slug (on Fir of the image): the code that was gone back to. */
  slug: z.string(),
  /**
   * What that code was built from: the commit that was pushed, or the `hash` of a `Build`. Absent where nobody told
   * Heroku.
   */
  commit: z.string().optional(),
  /** Whether the app runs this slug; false after a later deployment, as a refresh finds out. */
  running: z.boolean(),
});

type Inputs = z.output<typeof inputs>;
type Outputs = z.output<typeof outputs>;

/**
 * Takes an app back to an earlier release of its own, once for each version: code and config vars as they were then, in a
 * new release. Config vars that are declared otherwise show as changed in the next refresh, and the `up` after it sets
 * them. Add-ons and what they hold stay as they are. Deleting it forgets it; a later build or promotion runs instead of it.
 * https://devcenter.heroku.com/articles/releases#rollback
 *
 * @example
 * new Rollback("back", { app: app.id, version: 12 });
 */
export const rollback = defineEvent({
  type: "Rollback",
  inputs,
  outputs,

  // Interrupted, it has no number yet; a refresh in between would have the engine take it for finished.
  outstanding: ({ releaseVersion }) => (releaseVersion === undefined ? ["version"] : []),

  async preview(heroku, { app, version }) {
    if (app === undefined || version === undefined) return {};
    const { release, slug } = releaseWanted(await releasesOf(heroku, app), version);
    return { slug, commit: await builtFrom(heroku, app, release) };
  },

  async create(heroku, wanted) {
    const { id } = await begin(heroku, wanted);
    return { id, outputs: await finish(heroku, wanted, id, id) };
  },

  async resume(heroku, { id, inputs: wanted, outputs: { release: begun } }) {
    return finish(heroku, wanted, id, await begunOrAnew(heroku, wanted.app, begun, () => begin(heroku, wanted)));
  },

  async read(heroku, { inputs: { app }, outputs: made }) {
    return made.releaseVersion === undefined ? made : { ...made, running: await isRunning(heroku, app, made.slug) };
  },
});

/** The release to go back to, and its code. */
function releaseWanted(releases: Release[], version: number): { release: Release; slug: string } {
  const found = releases.find((release) => release.version === version);
  const refuse = (reason: string) => new WrongInputs([{ path: ["version"], reason: `${version} ${reason}` }]);
  if (!found) throw refuse(`is no release of the app; its newest is ${releases[0]?.version ?? "still to come"}`);
  const slug = codeOf(found);
  if (slug === undefined) throw refuse("has no code yet; go back to a release from the first build on");
  if (!found.eligible_for_rollback) throw refuse("can't be gone back to: Heroku marks that release as not eligible");
  return { release: found, slug };
}

/** What Heroku writes of a rollback (unverified). Another text here costs a second release of the same after a killed run. */
const descriptionOf = (version: number) => `Rollback to v${version}`;

/** A rollback to this release that is the newest of all was made by a run that was cut short, or is all that is asked for. */
async function begin(heroku: Heroku, { app, version }: Inputs): Promise<Release> {
  const releases = await releasesOf(heroku, app);
  const { release, slug } = releaseWanted(releases, version);
  const newest = newestAlive(releases);
  if (newest?.description === descriptionOf(version) && codeOf(newest) === slug) return newest;
  return heroku.createOnce({
    doing: `roll app ${app} back to v${version}`,
    path: `/apps/${app}/releases`,
    body: { release: release.id },
    answer: Release,
    find: () => releaseAfter(heroku, app, releases[0]?.version ?? 0, slug),
    proof: "name",
    importId: () => app,
  });
}

async function finish(heroku: Heroku, { app }: Inputs, id: string, release: string): Promise<Outputs> {
  heroku.made(id, { release });
  const made = await releaseInEffect(heroku, app, release);
  heroku.say(`released as v${made.version}`);
  const commit = await builtFrom(heroku, app, made);
  return { release, releaseVersion: made.version, slug: codeOf(made) ?? "", commit, running: true };
}
