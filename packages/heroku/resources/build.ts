import { z } from "zod";
import { defineEvent } from "../define/definition.ts";
import { HerokuFailure } from "../define/errors.ts";
import type { Heroku } from "../define/heroku.ts";
import { isLeftover } from "../define/leftover.ts";
import { idOf, Uuid } from "../define/uuid.ts";
import { UNKNOWN } from "../define/values.ts";
import { createOutput } from "../deploy/output.ts";
import { archiveOf, checksumOf, send, sha256, sourceAt } from "../deploy/packing.ts";
import { codeOf, isRunning, Release, releaseInEffect } from "../deploy/release.ts";

const inputs = z.object({
  /** UUID of the app (`app.id`). */
  app: idOf("app"),
  /**
   * Folder or `.tar.gz` archive with the code, relative to the project; a `Procfile` is at its root. Of a folder goes
   * what git would track, less what `.slugignore` names: `.git`, `node_modules` and whatever `.gitignore` names stay.
   */
  source: z.string().min(1),
  /** Buildpacks for this build alone, as names (`heroku/python`) or addresses. The app's own where it is left out. */
  buildpacks: z.array(z.string()).optional(),
  /** Hash of source and buildpacks, the same on every machine. It is computed; whatever is given here is replaced. */
  hash: z.string().optional(),
});

const outputs = z.object({
  /** UUID of the build. */
  build: z.string(),
  /** UUID of the release that the build made. */
  release: z.string(),
  /** Number of that release: 12 for v12. */
  version: z.int(),
  /** UUID of the slug (on Fir of the image): the built code, which a promotion takes to another app. */
  slug: z.string(),
  /** Whether the app runs this slug; false after a rollback or somebody else's deployment, as a refresh finds out. */
  running: z.boolean(),
});

type Inputs = z.output<typeof inputs>;
type Outputs = z.output<typeof outputs>;

const Answer = z.object({
  id: Uuid,
  status: z.enum(["pending", "succeeded", "failed"]),
  output_stream_url: z.string(),
  created_at: z.string(),
  source_blob: z.object({ version: z.string().nullish() }),
  release: z.object({ id: Uuid }).nullish(),
  slug: z.object({ id: Uuid }).nullish(),
});
type Answer = z.output<typeof Answer>;

const Source = z.object({ source_blob: z.object({ get_url: z.string(), put_url: z.string() }) });

/** Heroku's own limit is lower; https://devcenter.heroku.com/articles/limits#builds */
const BUILD_MS = 60 * 60_000;
/** A build that succeeded names its release at once, or nearly so (unverified). */
const RELEASED_MS = 2 * 60_000;

/**
 * A build of the app's code, and the release of it: once for each content of the source. Its output is shown while it
 * runs. Deleting it forgets it; the app goes on running the code.
 * https://devcenter.heroku.com/articles/build-and-release-using-the-api
 *
 * @example
 * const build = new Build("code", { app: app.id, source: "./web" });
 */
export const build = defineEvent({
  type: "Build",
  inputs,
  outputs,

  // Interrupted, it has no release yet; a refresh in between would have the engine take it for finished.
  outstanding: ({ release }) => (release === undefined ? ["hash"] : []),

  async derive({ source, buildpacks }) {
    if (source === undefined) return { hash: UNKNOWN };
    return { hash: (await sourceOf(source, buildpacks)).hash };
  },

  async create(heroku, wanted) {
    const { app } = wanted;
    const builds = await buildsOf(heroku, app);
    const taken = await leftover(heroku, app, builds, wanted.hash);
    const { id } = taken ?? (await begin(heroku, wanted, builds));
    return { id, outputs: await finish(heroku, app, id, id) };
  },

  async resume(heroku, { id, inputs: wanted, outputs: { build: begun } }) {
    const { app } = wanted;
    const found = await heroku.find(`/apps/${app}/builds/${begun}`, Answer);
    const goesOn = found && found.status !== "failed";
    const next = goesOn ? found : await begin(heroku, wanted, await buildsOf(heroku, app));
    return finish(heroku, app, id, next.id);
  },

  async read(heroku, { inputs: { app }, outputs: made }) {
    return made.release === undefined ? made : { ...made, running: await isRunning(heroku, app, made.slug) };
  },
});

/** Source and its hash; buildpacks that are given make another build of the same source. */
async function sourceOf(source: string, buildpacks: string[] | undefined) {
  const { hash, archive } = await sourceAt(source, "readSource");
  return { archive, hash: buildpacks ? sha256(JSON.stringify([hash, buildpacks])) : hash };
}

const buildsOf = (heroku: Heroku, app: string): Promise<Answer[]> => heroku.list(`/apps/${app}/builds`, Answer);

/** A build of this content that a run has left behind minutes ago: it runs still, or what it released is in effect. */
async function leftover(heroku: Heroku, app: string, builds: Answer[], hash: string | undefined) {
  const candidates = builds.filter((each) => each.source_blob.version === hash && each.status !== "failed");
  for (const candidate of candidates.filter(({ created_at }) => isLeftover(heroku, created_at))) {
    if (!candidate.release) return candidate;
    const release = await heroku.get(`/apps/${app}/releases/${candidate.release.id}`, Release);
    // Whatever was set since runs the same code in a release of its own.
    if (release.status === "pending" || (await isRunning(heroku, app, codeOf(release) ?? ""))) return candidate;
  }
  return undefined;
}

/** Uploads the source and starts a build of it. A lost answer is looked for among the builds that were not there before. */
async function begin(heroku: Heroku, { app, source, buildpacks, hash }: Inputs, before: Answer[]): Promise<Answer> {
  const archive = await archiveOf(source, await sourceOf(source, buildpacks), hash);
  const doing = `build "${source}"`;
  const place = { doing: "take an archive", answer: Source, repeatable: true };
  const { source_blob: blob } = await heroku.post("/sources", place);
  await send(heroku, blob.put_url, archive);
  const known = new Set(before.map(({ id }) => id));
  return heroku.createOnce({
    doing,
    path: `/apps/${app}/builds`,
    body: {
      source_blob: {
        url: blob.get_url,
        version: hash,
        version_description: null,
        checksum: checksumOf(archive),
      },
      buildpacks: buildpacks?.map((buildpack) => (/:\/\//.test(buildpack) ? { url: buildpack } : { name: buildpack })),
    },
    answer: Answer,
    find: async () =>
      (await buildsOf(heroku, app)).find(({ id, source_blob }) => !known.has(id) && source_blob.version === hash),
    proof: "name",
    importId: ({ id }) => id,
  });
}

/** Follows the build to its release, and the release until it is in effect. */
async function finish(heroku: Heroku, app: string, id: string, build: string): Promise<Outputs> {
  heroku.made(id, { build });
  const output = createOutput(heroku);
  const look = () => heroku.look(`/apps/${app}/builds/${build}`, Answer);
  const built = await heroku.wait({
    what: "the build",
    timeoutMs: BUILD_MS,
    async probe() {
      const found = await look();
      const isUnseen = found?.status === "pending" || output.last() === "";
      if (found && isUnseen && !found.release) await output.follow(found.output_stream_url);
      if (!found || found.status === "failed") {
        heroku.forget();
        throw new HerokuFailure("failed", `The build ${found ? "failed" : "is gone"}${output.last()}`);
      }
      return found.release || found.status === "succeeded" ? found : undefined;
    },
  });
  const { id: release } =
    built.release ??
    (await heroku.wait({
      what: "Heroku to say which release the build made",
      timeoutMs: RELEASED_MS,
      probe: async () => (await look())?.release ?? undefined,
    }));
  const inEffect = await releaseInEffect(heroku, app, release);
  heroku.say(`released as v${inEffect.version}`);
  return { build, release, version: inEffect.version, slug: codeOf(inEffect) ?? "", running: true };
}
