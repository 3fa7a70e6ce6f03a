import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gitHubOf, needed, Refused } from "../github.ts";
import { type Reviewed, reviewedIn } from "../reviewed.ts";
import { runPulumi, runStep } from "../run-pulumi.ts";
import { isStack, NEEDED_FOR_HEROKU, NOTHING } from "../stacks.ts";
import type { Options } from "../step.ts";

/**
 * Applies a stack: exactly what was reviewed where that is known, else what the stack file says, as far as the guard rails
 * let it. A run of yesterday's commit, begun again, would take back what was merged since; so only the newest commit is
 * applied.
 */
export async function apply({ stack }: Options, root = process.cwd()): Promise<void> {
  if (!isStack(stack)) throw new Refused("--stack says which stack is applied.");
  const { env } = process;
  for (const name of NEEDED_FOR_HEROKU) needed(env, name);
  const [github, commit] = [gitHubOf(env), needed(env, "GITHUB_SHA")];
  const { object } = await github.get<{ object: { sha: string } }>(`/git/ref/heads/${needed(env, "GITHUB_REF_NAME")}`);
  if (object.sha !== commit)
    throw new Refused(`Commit ${commit} is not the newest any more: ${object.sha} is. Approve that one's run instead.`);
  const { GITHUB_TOKEN: _token, REVIEWED: planned, REVIEW: data = "", ...withoutToken } = env;
  const isMerge = env.GITHUB_EVENT_NAME === "push";
  const merged = isMerge && !planned ? await reviewedIn(github, commit, stack) : undefined;
  const reviewed = planned ? { fingerprint: planned, data } : merged;
  if (reviewed?.fingerprint === NOTHING) return console.log(`Nothing was to be changed in ${stack}.`);
  const status = reviewed
    ? await applyReviewed(stack, reviewed, root, withoutToken)
    : await runPulumi(["up", "--stack", stack, "--yes", ...guarded(root)], root, withoutToken);
  if (status !== 0) throw new Refused(`${stack} was not applied as a whole; the reason is above.`);
}

async function applyReviewed(stack: string, reviewed: Reviewed, root: string, env: NodeJS.ProcessEnv): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), "reviewed-"));
  try {
    const file = join(folder, "review");
    writeFileSync(file, reviewed.data);
    const review = reviewed.data === "" ? [] : ["--review", file];
    const args = ["--stack", stack, "--reviewed", reviewed.fingerprint, ...review];
    return await runStep("packages/review/bin/apply.ts", args, root, env);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Where there are guard rails, the preview of `up` stops at them before anything is done. */
const guarded = (root: string): string[] =>
  existsSync(join(root, "policy.yaml")) ? ["--policy-pack", "packages/policy"] : ["--skip-preview"];
