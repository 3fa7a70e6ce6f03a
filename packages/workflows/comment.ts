import { existsSync, readdirSync } from "node:fs";
import { readReview } from "./artifact.ts";
import { type GitHub, Refused } from "./github.ts";
import { neutral } from "./neutral.ts";
import { pullRequestOf, type Run } from "./pull-request.ts";

/** The first line of our comment, by which it is found again; `neutral` lets no review write it. */
export const MARK = "<!-- consumer-notebook: review -->";

/** Whom the token of a workflow writes as. */
export const US = "github-actions[bot]";

/** GitHub's limit for a comment and for an issue, in characters. */
export const LONGEST = 65_536;

export interface Event {
  workflow_run: Run;
  repository: { full_name: string; default_branch: string };
}

interface Comment {
  id: number;
  body?: string;
  user: { login: string } | null;
}

/** Writes what a run of the review has found into its pull request's one comment, and says what it did. */
export async function comment(github: GitHub, event: Event, folder: string): Promise<string> {
  const { workflow_run: run, repository } = event;
  if (run.event !== "pull_request") return "That run was not about a pull request.";
  if (run.conclusion === "cancelled") return "That run was cancelled: a newer one follows.";
  const pull = await pullRequestOf(github, run, repository.default_branch);
  if (!pull) return `No open pull request has the head ${run.head_sha} any more.`;
  const outside = isOutside(run.head_repository.full_name, repository.full_name, run.actor.login);
  const isSilent = run.conclusion !== "success" && (!existsSync(folder) || readdirSync(folder).length === 0);
  const body = commentText(run, outside, isSilent ? undefined : await readReview(folder));
  const all = await github.all<Comment>(`/issues/${pull.number}/comments`);
  const ours = all.find((comment) => comment.user?.login === US && comment.body?.startsWith(MARK));
  if (ours) await github.send("PATCH", `/issues/comments/${ours.id}`, { body });
  else await github.send("POST", `/issues/${pull.number}/comments`, { body });
  return `${ours ? "Updated" : "Wrote"} the comment of pull request ${pull.number}.`;
}

/** Whether a review was of the sandbox: a fork, and whom GitHub treats as one, get no secrets. See review.yml. */
export const isOutside = (head: string | undefined, base: string, author: string): boolean =>
  head !== base || author === "dependabot[bot]";

/** What apply.yml does; a test holds this sentence to it. */
export const ON_MERGE =
  "Nothing has happened yet. **Merging this pull request applies it:** to staging at once, then to production, after " +
  "somebody has approved that on GitHub.";

const FROM_OUTSIDE =
  "The pull request comes from outside of this repository: its own code wrote what follows, on a sandbox where the base had " +
  "been brought up, with placeholders for secrets. Merging it can do something else at Heroku: read the changes of the code too.";

/** What we say ourselves comes first, so that nothing in the review can hide it. */
export function commentText(run: Run, outside: boolean, review: string | undefined): string {
  const about = `For commit \`${run.head_sha.slice(0, 10)}\`, by [this run](${run.html_url}).`;
  const fork = outside ? ` ${FROM_OUTSIDE}` : "";
  const text = review === undefined ? "The review failed. The run's log says why." : neutral(review);
  const body = `${MARK}\n${ON_MERGE}\n\n${about}${fork}\n\n${text.trim()}\n`;
  if (body.length > LONGEST)
    throw new Refused(`The comment would have ${body.length} characters; ${LONGEST} are the most.`);
  return body;
}
