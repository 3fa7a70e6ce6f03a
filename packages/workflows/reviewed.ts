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

/**
 * The fingerprint of what a merge was reviewed to do to a stack, as the comment of its pull request has it; none for a
 * push without a pull request, and for one from outside, whose review was of the sandbox. It only ever narrows what is
 * applied: a wrong one stops the run.
 */
export async function reviewedIn(github: GitHub, commit: string, stack: string): Promise<string | undefined> {
  const pulls = await github.all<Merged>(`/commits/${commit}/pulls`);
  const [pull, other] = pulls.filter(({ merged_at, merge_commit_sha }) => merged_at && merge_commit_sha === commit);
  if (!pull || other || isOutside(pull.head.repo?.full_name, pull.base.repo.full_name, pull.user.login))
    return undefined;
  const comments = await github.all<Comment>(`/issues/${pull.number}/comments`);
  const ours = comments.find(({ user, body }) => user?.login === US && body?.startsWith(MARK));
  return fingerprintIn(ours?.body ?? "", stack);
}

/** The fingerprint that a review gives to `npm run apply`; a stack that stays as it is has none. */
export function fingerprintIn(review: string, stack: string): string | undefined {
  return new RegExp(`^npm run apply -- --stack ${stack} --reviewed ([0-9a-f]{64})$`, "m").exec(review)?.[1];
}
