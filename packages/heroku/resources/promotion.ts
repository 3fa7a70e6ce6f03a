import { z } from "zod";
import { defineEvent } from "../define/definition.ts";
import { HerokuFailure, WrongInputs } from "../define/errors.ts";
import type { Heroku } from "../define/heroku.ts";
import { resourceClass } from "../define/sdk.ts";
import { codeOf, isRunning, type Release, releaseInEffect, releasesOf } from "../deploy/release.ts";

const inputs = z.object({
  /** UUID of the pipeline (`pipeline.id`) that both apps are coupled to. */
  pipeline: z.string(),
  /** UUID of the app whose code is taken. */
  source: z.string(),
  /** UUID of the app that is to run it. */
  target: z.string(),
  /** Number of the source's release whose code the target is to run: 12 for v12. */
  version: z.int().min(1),
});

const outputs = z.object({
  /** UUID of the release in the target. */
  release: z.string(),
  /** Number of that release. */
  releaseVersion: z.int(),
  /** UUID of the slug (on Fir of the image): the code that was promoted. */
  slug: z.string(),
  /** Whether the target runs this slug; false after a rollback or another deployment, as a refresh finds out. */
  running: z.boolean(),
});

type Inputs = z.output<typeof inputs>;
type Outputs = z.output<typeof outputs>;

/** What has begun: Heroku's promotion, or a release of an earlier slug. */
type Begun = { promotion?: string; release?: string };

const Promoted = z.object({ id: z.string() }).transform(({ id }): Begun => ({ promotion: id }));
const Released = z.object({ id: z.string() }).transform(({ id }): Begun => ({ release: id }));
const Target = z.object({
  app: z.object({ id: z.string() }),
  status: z.enum(["pending", "succeeded", "failed"]),
  release: z.object({ id: z.string() }).nullable(),
  error_message: z.string().nullable(),
});

/** How long Heroku may take to make the target's release; its release command is waited for afterwards. */
const PROMOTION_MS = 30 * 60_000;

export const promotion = defineEvent({
  type: "Promotion",
  inputs,
  outputs,

  async preview(heroku, { source, version }) {
    if (source === undefined || version === undefined) return {};
    return { slug: (await promoted(heroku, source, version)).slug };
  },

  async create(heroku, wanted) {
    const { slug, isCurrent } = await promoted(heroku, wanted.source, wanted.version);
    const id = `${wanted.target}/${slug}`;
    return { id, outputs: await promote(heroku, wanted, id, slug, isCurrent) };
  },

  async resume(heroku, { id, inputs: wanted }) {
    const { slug, isCurrent } = await promoted(heroku, wanted.source, wanted.version);
    return promote(heroku, wanted, id, slug, isCurrent);
  },

  async read(heroku, { inputs: { target }, outputs: made }) {
    return { ...made, running: await isRunning(heroku, target, made.slug) };
  },
});

/**
 * Has an app of a pipeline run the code of another one's release: exactly of that release, also when its app has moved
 * on since. It happens once for each version; deleting it forgets it.
 * https://devcenter.heroku.com/articles/pipelines#promoting
 *
 * @example
 * new Promotion("release", { pipeline: pipeline.id, source: staging.id, target: production.id, version: 12 });
 */
export class Promotion extends resourceClass(promotion) {}

/** The code of the source's release, and whether the source runs it still. */
async function promoted(heroku: Heroku, source: string, version: number) {
  const releases = await releasesOf(heroku, source);
  const wanted = releases.find((release) => release.version === version);
  const refuse = (reason: string) => new WrongInputs([{ path: ["version"], reason: `${version} ${reason}` }]);
  if (!wanted)
    throw refuse(`is no release of the source app; its newest is ${releases[0]?.version ?? "still to come"}`);
  const slug = codeOf(wanted);
  if (wanted.status !== "succeeded") throw refuse(`can't be promoted: that release is ${wanted.status}`);
  if (slug === undefined) throw refuse("has no code yet; promote a release from the first build on");
  const current = releases.find((release) => release.current);
  return { slug, isCurrent: current !== undefined && codeOf(current) === slug };
}

async function promote(heroku: Heroku, wanted: Inputs, id: string, slug: string, isCurrent: boolean): Promise<Outputs> {
  const { target } = wanted;
  const before = await releasesOf(heroku, target);
  const there = releaseOfCode(before, slug);
  const begun: Begun = there ? { release: there.id } : await begin(heroku, wanted, slug, isCurrent, before);
  heroku.made(id, { slug });
  const release = begun.release ?? (await releaseOfPromotion(heroku, target, begun.promotion));
  const made = await releaseInEffect(heroku, target, release);
  if (codeOf(made) !== slug) {
    heroku.forget();
    throw new HerokuFailure(
      "failed",
      `v${made.version} of the target has other code than v${wanted.version} of the source, which was deployed to meanwhile`,
    );
  }
  return { release, releaseVersion: made.version, slug, running: true };
}

/** The release that brought the code which the target runs, or is about to run, if it is this code. */
function releaseOfCode(newestFirst: Release[], slug: string): Release | undefined {
  const [newest, ...rest] = newestFirst.filter(({ status }) => status === "succeeded" || status === "pending");
  if (!newest || codeOf(newest) !== slug) return undefined;
  const others = rest.findIndex((release) => codeOf(release) !== slug);
  return others <= 0 ? newest : rest[others - 1];
}

/** Heroku's own promotion where it would take this code; else a release of exactly this code. */
function begin(heroku: Heroku, wanted: Inputs, slug: string, isCurrent: boolean, before: Release[]): Promise<Begun> {
  const { pipeline, source, target, version } = wanted;
  const known = new Set(before.map(({ id }) => id));
  const creation = {
    doing: `promote v${version} of app ${source} to app ${target}`,
    async find(): Promise<Begun | undefined> {
      const fresh = (await releasesOf(heroku, target)).find(
        (release) => !known.has(release.id) && codeOf(release) === slug,
      );
      return fresh && { release: fresh.id };
    },
    proof: "name",
    importId: () => target,
  } as const;
  return isCurrent
    ? heroku.createOnce({
        ...creation,
        path: "/pipeline-promotions",
        body: { pipeline: { id: pipeline }, source: { app: { id: source } }, targets: [{ app: { id: target } }] },
        answer: Promoted,
      })
    : heroku.createOnce({
        ...creation,
        path: `/apps/${target}/releases`,
        body: { slug, description: `Promote v${version} of ${source}` },
        answer: Released,
      });
}

async function releaseOfPromotion(heroku: Heroku, target: string, id: string | undefined): Promise<string> {
  const made = await heroku.wait({
    what: "the promotion",
    timeoutMs: PROMOTION_MS,
    async probe() {
      const targets = await heroku.look(`/pipeline-promotions/${id}/promotion-targets`, z.array(Target));
      const found = targets?.find(({ app }) => app.id === target);
      if (found?.status === "failed" && !found.release) {
        heroku.forget();
        throw new HerokuFailure("failed", `The promotion failed: ${found.error_message ?? "Heroku does not say why"}`);
      }
      return found?.release ?? undefined;
    },
  });
  return made.id;
}
