import { appendFileSync } from "node:fs";
import { needed, Refused } from "../github.ts";
import { neutral } from "../neutral.ts";
import { reviewOf } from "../review.ts";
import { dataIn, fingerprintIn } from "../reviewed.ts";
import { isStack, NEEDED_FOR_HEROKU, NOTHING, type Stack } from "../stacks.ts";
import type { Options } from "../step.ts";

/** Shows what applying a stack would do to whoever approves it, and hands on what is needed to do exactly that. */
export async function plan({ stack }: Options, root = process.cwd()): Promise<void> {
  if (!isStack(stack)) throw new Refused("--stack says which stack is looked at.");
  const { env } = process;
  for (const name of NEEDED_FOR_HEROKU) needed(env, name);
  const { status, text } = await reviewOf([stack], ["--with-data"], root, env);
  const about = status === "changes" ? `${onApproval(stack)}\n\n` : "";
  appendFileSync(needed(env, "GITHUB_STEP_SUMMARY"), about + neutral(text));
  if (status === "failed") throw new Refused(`The review failed.\n\n${text}`);
  const fingerprint = status === "changes" ? fingerprintIn(text, stack) : NOTHING;
  if (!fingerprint) throw new Refused(`The review of ${stack} has no fingerprint.`);
  appendFileSync(needed(env, "GITHUB_OUTPUT"), `fingerprint=${fingerprint}\nreview=${dataIn(text)}\n`);
}

const onApproval = (stack: Stack) =>
  `Nothing has happened yet. **Approving the job ${stack} of this run applies exactly what follows.** Rejected, nothing happens.`;
