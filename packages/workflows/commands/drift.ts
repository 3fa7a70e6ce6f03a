import { reportDrift } from "../drift.ts";
import { gitHubOf, needed, Refused } from "../github.ts";
import { reviewOf } from "../review.ts";
import { NEEDED_FOR_HEROKU, STACKS } from "../stacks.ts";

/** Looks at both stacks as they are on Heroku now, and keeps the issue about it. */
export async function drift(root = process.cwd()): Promise<void> {
  const { env } = process;
  for (const name of NEEDED_FOR_HEROKU) needed(env, name);
  const run = `${needed(env, "GITHUB_SERVER_URL")}/${needed(env, "GITHUB_REPOSITORY")}/actions/runs/${needed(env, "GITHUB_RUN_ID")}`;
  const { GITHUB_TOKEN: _token, ...withoutToken } = env;
  const { status, text } = await reviewOf(STACKS, ["--refresh"], root, withoutToken);
  if (status === "failed") throw new Refused(`The review failed.\n\n${text}`.trim());
  console.log(await reportDrift(gitHubOf(env), status === "changes" ? text : undefined, run));
}
