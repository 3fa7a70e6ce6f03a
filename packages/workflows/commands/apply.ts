import { gitHubOf, needed, Refused } from "../github.ts";
import { reviewedIn } from "../reviewed.ts";
import { runPulumi, runStep } from "../run-pulumi.ts";
import { isStack, NEEDED_FOR_HEROKU, NOTHING } from "../stacks.ts";
import type { Options } from "../step.ts";

/**
 * Applies a stack: exactly what was reviewed where that is known, else what the stack file says. A run of yesterday's
 * commit, begun again, would take back what was merged since; so only the newest commit is applied.
 */
export async function apply({ stack }: Options, root = process.cwd()): Promise<void> {
  if (!isStack(stack)) throw new Refused("--stack says which stack is applied.");
  const { env } = process;
  for (const name of NEEDED_FOR_HEROKU) needed(env, name);
  const [github, commit] = [gitHubOf(env), needed(env, "GITHUB_SHA")];
  const { object } = await github.get<{ object: { sha: string } }>(`/git/ref/heads/${needed(env, "GITHUB_REF_NAME")}`);
  if (object.sha !== commit)
    throw new Refused(`Commit ${commit} is not the newest any more: ${object.sha} is. Approve that one's run instead.`);
  const { GITHUB_TOKEN: _token, REVIEWED: planned, ...withoutToken } = env;
  const isMerge = env.GITHUB_EVENT_NAME === "push";
  const reviewed = planned || (isMerge ? await reviewedIn(github, commit, stack) : undefined);
  if (reviewed === NOTHING) return console.log(`Nothing was to be changed in ${stack}.`);
  const status = reviewed
    ? await runStep("packages/review/bin/apply.ts", ["--stack", stack, "--reviewed", reviewed], root, withoutToken)
    : await runPulumi(["up", "--stack", stack, "--yes", "--skip-preview"], root, withoutToken);
  if (status !== 0) throw new Refused(`${stack} was not applied as a whole; the reason is above.`);
}
