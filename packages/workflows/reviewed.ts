import { isOutside, MARK, US } from "./comment.ts";
import type { GitHub } from "./github.ts";

interface Merged {
  number: number;
  merged_at: string | null;
  merge_commit_sha: string | null;
  user: { login: string };
  head: { repo: { full_name: string } | null };
  base: { repo: { full_name: string } };
}

interface Comment {
  body?: string;
  user: { login: string } | null;
}

/** What a stack was reviewed to become. */
export interface Reviewed {
  fingerprint: string;
  /** By which `npm run apply` can say what differs, where something does; empty where the review had none. */
  data: string;
}

/**
 * What a merge was reviewed to do to a stack, as the comment of its pull request has it; nothing for a push without a pull
 * request, and for one from outside, whose review was of the sandbox. It only ever narrows what is applied: a wrong one
 * stops the run.
 */
export async function reviewedIn(github: GitHub, commit: string, stack: string): Promise<Reviewed | undefined> {
  const pulls = await github.all<Merged>(`/commits/${commit}/pulls`);
  const [pull, other] = pulls.filter(({ merged_at, merge_commit_sha }) => merged_at && merge_commit_sha === commit);
  if (!pull || other || isOutside(pull.head.repo?.full_name, pull.base.repo.full_name, pull.user.login))
    return undefined;
  const comments = await github.all<Comment>(`/issues/${pull.number}/comments`);
  const ours = comments.find(({ user, body }) => user?.login === US && body?.startsWith(MARK));
  const body = ours?.body ?? "";
  const fingerprint = fingerprintIn(body, stack);
  return fingerprint === undefined ? undefined : { fingerprint, data: dataIn(body) };
}

/** The fingerprint that a review gives to `npm run apply`; a stack that stays as it is has none. */
export function fingerprintIn(review: string, stack: string): string | undefined {
  return new RegExp(`^npm run apply -- --stack ${stack} --reviewed ([0-9a-f]{64})$`, "m").exec(review)?.[1];
}

/** The lines that `npm run review -- --with-data` puts below a review. */
export const dataIn = (review: string): string => (review.match(/^review-data [A-Za-z0-9+/]+=*$/gm) ?? []).join("\n");
