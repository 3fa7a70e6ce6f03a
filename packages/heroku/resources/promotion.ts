import { z } from "zod";
import { defineEvent } from "../define/definition.ts";
import { HerokuFailure, UnknownOutcome, WrongInputs } from "../define/errors.ts";
import { readable } from "../define/explain.ts";
import type { Heroku } from "../define/heroku.ts";
import { idOf, Uuid } from "../define/uuid.ts";
import { Deployment, deploymentsUpTo } from "../deploy/deployments.ts";
import {
  builtFrom,
  codeOf,
  isRunning,
  type Release,
  releaseAfter,
  releaseInEffect,
  releasesOf,
} from "../deploy/release.ts";

const inputs = z.object({
  /** UUID of the pipeline (`pipeline.id`) that both apps are coupled to. */
  pipeline: idOf("pipeline"),
  /** UUID of the app whose code is taken. */
  source: idOf("app"),
  /** UUID of the app that is to run it. */
  target: idOf("app"),
  /** Number of the source's release whose code the target is to run: 12 for v12. */
  version: z.int().min(1),
});

const outputs = z.object({
  /** UUID of Heroku's promotion; absent where the code is released by itself, as that of an earlier release is. */
  promotion: z.string().optional(),
  /** UUID of the release in the target. */
  release: z.string(),
  /** Number of that release. */
  releaseVersion: z.int(),
  /** UUID of the slug (on Fir of the image): the code that was promoted. */
  slug: z.string(),
  /**
   * What that code was built from: the commit that was pushed, or the `hash` of a `Build`. Absent where nobody told
   * Heroku.
   */
  commit: z.string().optional(),
  /** Name of the source when its code was promoted. */
  sourceName: z.string().optional(),
  /** The source's releases that brought other code, up to the promoted one: the newest ten, oldest first. */
  deployments: z.array(Deployment).optional(),
  /** Whether the target runs this slug; false after a rollback or another deployment, as a refresh finds out. */
  running: z.boolean(),
});

type Inputs = z.output<typeof inputs>;
type Outputs = z.output<typeof outputs>;

/** What has begun: Heroku's promotion, or a release of an earlier slug. */
type Begun = { promotion?: string; release?: string };

const Promoted = z.object({ id: Uuid }).transform(({ id }): Begun => ({ promotion: id }));
const Released = z.object({ id: Uuid }).transform(({ id }): Begun => ({ release: id }));
const Target = z.object({
  app: z.object({ id: Uuid }),
  status: z.enum(["pending", "succeeded", "failed"]),
  release: z.object({ id: Uuid }).nullable(),
  error_message: z.string().nullable(),
});

/** How long Heroku may take to make the target's release; its release command is waited for afterwards. */
const PROMOTION_MS = 30 * 60_000;

/** How long a promotion whose answer was lost is looked for. */
const UNSEEN_MS = 60_000;

/**
 * Has an app of a pipeline run the code of another one's release: exactly of that release, also when its app has moved
 * on since. It happens once for each version; deleting it forgets it.
 * https://devcenter.heroku.com/articles/pipelines#promoting
 *
 * @example
 * new Promotion("release", { pipeline: pipeline.id, source: staging.id, target: production.id, version: 12 });
 */
export const promotion = defineEvent({
  type: "Promotion",
  inputs,
  outputs,

  // Interrupted, it has no release yet; a refresh in between would have the engine take it for finished.
  outstanding: ({ release }) => (release === undefined ? ["version"] : []),

  async preview(heroku, { source, version }) {
    if (source === undefined || version === undefined) return {};
    return toldOf(await promoted(heroku, source, version));
  },

  async create(heroku, wanted) {
    const code = await promoted(heroku, wanted.source, wanted.version);
    const id = `${wanted.target}/${code.slug}`;
    return { id, outputs: await promote(heroku, wanted, id, code) };
  },

  async resume(heroku, { id, inputs: wanted, outputs: { promotion: begun } }) {
    const code = await promoted(heroku, wanted.source, wanted.version);
    const target = begun === undefined ? undefined : await targetOf(heroku, begun, wanted.target);
    const goesOn = target !== undefined && target.status !== "failed";
    return promote(heroku, wanted, id, code, goesOn ? { promotion: begun } : undefined);
  },

  async read(heroku, { inputs: { target }, outputs: made }) {
    return made.release === undefined ? made : { ...made, running: await isRunning(heroku, target, made.slug) };
  },
});

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
  const isCurrent = current !== undefined && codeOf(current) === slug;
  const { name } = wanted.app;
  const commit = await builtFrom(heroku, source, wanted);
  const deployments = deploymentsUpTo(version, releases);
  return { slug, isCurrent, name: `${name} v${version}`, commit, sourceName: name, deployments };
}

type Code = Awaited<ReturnType<typeof promoted>>;

/** What the outputs say of the code, so that a reviewer sees more than a number. */
const toldOf = ({ slug, commit, sourceName, deployments }: Code) => ({ slug, commit, sourceName, deployments });

async function promote(heroku: Heroku, wanted: Inputs, id: string, code: Code, prior?: Begun): Promise<Outputs> {
  const { target } = wanted;
  const { slug } = code;
  const before = await releasesOf(heroku, target);
  const there = releaseOfCode(before, slug);
  const begun = there ? { release: there.id } : (prior ?? (await begin(heroku, wanted, code, before)));
  const { promotion } = begun;
  heroku.made(id, { promotion, slug });
  const release = begun.release ?? (await releaseOfPromotion(heroku, target, promotion));
  const made = await releaseInEffect(heroku, target, release);
  if (codeOf(made) !== slug) {
    heroku.forget();
    throw new HerokuFailure(
      "failed",
      `v${made.version} of the target has other code than ${code.name}: its app was deployed to meanwhile`,
    );
  }
  heroku.say(`released as v${made.version}`);
  return { promotion, release, releaseVersion: made.version, ...toldOf(code), running: true };
}

/** The release that brought the code which the target runs, or is about to run, if it is this code. */
function releaseOfCode(newestFirst: Release[], slug: string): Release | undefined {
  const [newest, ...rest] = newestFirst.filter(({ status }) => status === "succeeded" || status === "pending");
  if (!newest || codeOf(newest) !== slug) return undefined;
  const others = rest.findIndex((release) => codeOf(release) !== slug);
  return others <= 0 ? newest : rest[others - 1];
}

/** Heroku's own promotion where it would take this code; else a release of exactly this code. */
async function begin(
  heroku: Heroku,
  { pipeline, source, target }: Inputs,
  { slug, isCurrent, name }: Code,
  before: Release[],
): Promise<Begun> {
  const find = async (): Promise<Begun | undefined> => {
    const release = await releaseAfter(heroku, target, before[0]?.version ?? 0, slug);
    return release && { release: release.id };
  };
  const doing = `promote ${name} to app ${target}`;
  if (!isCurrent) {
    return heroku.createOnce({
      doing,
      path: `/apps/${target}/releases`,
      body: { slug, description: `Promote ${name}` },
      answer: Released,
      find,
      proof: "name",
      importId: () => target,
    });
  }
  const body = { pipeline: { id: pipeline }, source: { app: { id: source } }, targets: [{ app: { id: target } }] };
  return heroku.post("/pipeline-promotions", { doing, body, answer: Promoted }).catch((error: unknown) => {
    if (!(error instanceof UnknownOutcome)) throw error;
    return awaitUnseen(heroku, error, find);
  });
}

/**
 * Heroku lists no promotions: one whose answer is lost shows only by its release, some time later. It is not begun again
 * by this run, which could not tell that none is under way.
 */
async function awaitUnseen(heroku: Heroku, lost: UnknownOutcome, find: () => Promise<Begun | undefined>) {
  try {
    return await heroku.wait({ what: "a promotion whose answer was lost", timeoutMs: UNSEEN_MS, probe: find });
  } catch (error) {
    throw error instanceof HerokuFailure && error.code === "took-too-long" ? lost : error;
  }
}

async function targetOf(heroku: Heroku, promotion: string, app: string) {
  const targets = await heroku.look(`/pipeline-promotions/${promotion}/promotion-targets`, z.array(Target));
  return targets?.find((target) => target.app.id === app);
}

async function releaseOfPromotion(heroku: Heroku, app: string, promotion = ""): Promise<string> {
  const made = await heroku.wait({
    what: "the promotion",
    timeoutMs: PROMOTION_MS,
    async probe() {
      const target = await targetOf(heroku, promotion, app);
      if (target?.status === "failed" && !target.release) {
        heroku.forget();
        throw new HerokuFailure(
          "failed",
          `The promotion failed: ${readable(target.error_message ?? "Heroku does not say why")}`,
        );
      }
      return target?.release ?? undefined;
    },
  });
  return made.id;
}
