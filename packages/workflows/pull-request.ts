import { type GitHub, Refused } from "./github.ts";

/** What GitHub itself says of a run that a `workflow_run` event is about; nothing of it comes from the run's code. */
export interface Run {
  id: number;
  /** The event that started it. */
  event: string;
  conclusion: string;
  head_sha: string;
  head_branch: string;
  head_repository: { full_name: string; owner: { login: string } };
  actor: { login: string };
  html_url: string;
}

export interface PullRequest {
  number: number;
  head: { sha: string; repo: { full_name: string } | null };
  base: { ref: string };
}

/**
 * The open pull request into a branch whose head is what the run has seen, by commit and repository. None is where it was
 * closed or has moved on since. GitHub leaves `pull_requests` of the event empty for forks, so it is asked.
 */
export async function pullRequestOf(github: GitHub, run: Run, into: string): Promise<PullRequest | undefined> {
  const { full_name, owner } = run.head_repository;
  const head = encodeURIComponent(`${owner.login}:${run.head_branch}`);
  const open = await github.all<PullRequest>(`/pulls?state=open&head=${head}`);
  const found = open.filter(
    (pull) => pull.head.sha === run.head_sha && pull.head.repo?.full_name === full_name && pull.base.ref === into,
  );
  if (found.length > 1)
    throw new Refused(
      `Commit ${run.head_sha} is the head of several pull requests (${found.map(({ number }) => number).join(", ")}).`,
    );
  return found[0];
}
