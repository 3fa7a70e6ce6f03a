import { z } from "zod";
import { HerokuFailure, isGone } from "../define/errors.ts";
import { readable } from "../define/explain.ts";
import type { Heroku } from "../define/heroku.ts";
import { Uuid } from "../define/uuid.ts";
import { createOutput } from "./output.ts";

/** https://devcenter.heroku.com/articles/platform-api-reference#release */
export const Release = z.object({
  id: Uuid,
  app: z.object({ name: z.string() }),
  version: z.int(),
  description: z.string(),
  status: z.string(),
  current: z.boolean(),
  created_at: z.string(),
  slug: z.object({ id: Uuid }).nullable(),
  artifacts: z.array(z.object({ id: Uuid })).nullish(),
  output_stream_url: z.string().nullish(),
  eligible_for_rollback: z.boolean(),
});
export type Release = z.output<typeof Release>;

/** Heroku ends a release command after a day. https://devcenter.heroku.com/articles/release-phase */
const RELEASE_MS = 24 * 60 * 60_000;

/** How a release that is no longer pending may have ended. */
const ENDS = ["succeeded", "failed", "expired"];

/** UUID of the code that a release runs: its slug, or its image on Fir. */
export const codeOf = ({ slug, artifacts }: Release): string | undefined => slug?.id ?? artifacts?.[0]?.id;

/** https://devcenter.heroku.com/articles/platform-api-reference#slug */
const Slug = z.object({ commit: z.string().nullish() });
/** Heroku answers a list, also for one. https://devcenter.heroku.com/articles/platform-api-reference#oci-image */
const Images = z.array(Slug).transform(([image]): z.output<typeof Slug> => image ?? {});

/**
 * What a release's code was built from, as its builder named it: a pushed commit, or the version that a build was given.
 * It is only told: that Heroku does not say it stops nothing.
 */
export async function builtFrom(heroku: Heroku, app: string, release: Release): Promise<string | undefined> {
  const id = codeOf(release);
  try {
    const { commit } = release.slug
      ? await heroku.get(`/apps/${app}/slugs/${id}`, Slug)
      : await heroku.get(`/apps/${app}/oci-images/${id}`, Images);
    return commit || undefined;
  } catch (error) {
    if (error instanceof HerokuFailure && (error.code === "refused" || error.code === "bad-answer")) return undefined;
    throw error;
  }
}

/** Newest first. */
export const releasesOf = async (heroku: Heroku, app: string): Promise<Release[]> =>
  (await heroku.list(`/apps/${app}/releases`, Release)).sort((one, other) => other.version - one.version);

/** The newest of them that did not fail: what runs, or is about to. */
export const newestAlive = (releases: readonly Release[]): Release | undefined =>
  releases.find(({ status }) => status === "succeeded" || status === "pending");

/** UUID of the release that was begun before the run was cut short; of another one where that is gone or has failed. */
export async function begunOrAnew(
  heroku: Heroku,
  app: string,
  begun: string,
  begin: () => Promise<Release>,
): Promise<string> {
  const found = await heroku.find(`/apps/${app}/releases/${begun}`, Release);
  return found !== undefined && found.status !== "failed" ? begun : (await begin()).id;
}

/** Whether the app runs this code; not if the app is gone. */
export async function isRunning(heroku: Heroku, app: string, code: string): Promise<boolean> {
  try {
    const current = (await releasesOf(heroku, app)).find((release) => release.current);
    return current !== undefined && codeOf(current) === code;
  } catch (error) {
    if (isGone(error)) return false;
    throw error;
  }
}

/** The first release of this code after another release. */
export async function releaseAfter(
  heroku: Heroku,
  app: string,
  version: number,
  code: string,
): Promise<Release | undefined> {
  const next = await heroku.look(`/apps/${app}/releases/${version + 1}`, Release);
  if (!next) return undefined;
  return codeOf(next) === code ? next : releaseAfter(heroku, app, version + 1, code);
}

/** Waits until the release has taken effect, showing what its release command prints. */
export async function releaseInEffect(heroku: Heroku, app: string, id: string): Promise<Release> {
  const path = `/apps/${app}/releases/${id}`;
  const output = createOutput(heroku);
  const ended = await heroku.wait({
    what: "the release command",
    timeoutMs: RELEASE_MS,
    async probe() {
      const release = await heroku.look(path, Release);
      if (!release) throw new HerokuFailure("failed", `Release ${id} of app ${app} is gone`);
      const isOver = release.status !== "pending";
      const isUnseen = !isOver || (release.status === "failed" && output.last() === "");
      if (release.output_stream_url && isUnseen) await output.follow(release.output_stream_url);
      return isOver ? release : undefined;
    },
  });
  if (!ENDS.includes(ended.status)) {
    const wrong = `has a status that Heroku does not document: ${readable(ended.status)}`;
    throw new HerokuFailure("bad-answer", `Heroku's answer for ${path} ${wrong}`);
  }
  if (ended.status !== "succeeded") {
    heroku.forget();
    throw new HerokuFailure("failed", `The release command of v${ended.version} ${ended.status}${output.last()}`);
  }
  return ended;
}
