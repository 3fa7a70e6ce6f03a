import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { REVIEW_FILE } from "../artifact.ts";
import { needed, Refused } from "../github.ts";
import { reviewOf } from "../review.ts";
import { gitIn, pulumiOnSandbox, withoutAccount } from "../run.ts";
import { useOnSandbox } from "../sandbox-stacks.ts";
import { fileOf } from "../stack-file.ts";
import { NEEDED_FOR_HEROKU, STACKS } from "../stacks.ts";
import type { Options } from "../step.ts";

/** Writes the review of both stacks as the only file of a folder; a failed one too, if it says why. */
export async function review({ on, out }: Options, root = process.cwd()): Promise<void> {
  if (!out) throw new Refused("--out says which folder the review goes to.");
  // What is applied is never a review on the sandbox: nobody will ask what differs from it.
  const options = on === "heroku" ? ["--with-data"] : [];
  const { status, text } = await reviewOf(STACKS, options, root, await environment(on, root));
  const folder = resolve(root, out);
  mkdirSync(folder, { recursive: true });
  if (text !== "") writeFileSync(join(folder, REVIEW_FILE), text);
  if (status === "failed") throw new Refused(`The review failed.\n\n${text}`.trim());
}

async function environment(on: string | undefined, root: string): Promise<NodeJS.ProcessEnv> {
  switch (on) {
    case "heroku":
      for (const name of NEEDED_FOR_HEROKU) needed(process.env, name);
      return process.env;
    case "sandbox": {
      const pulumi = await pulumiOnSandbox(root);
      const git = gitIn(root);
      for (const stack of STACKS) await useOnSandbox(root, stack, pulumi, await git("show", `HEAD^1:${fileOf(stack)}`));
      return withoutAccount(process.env);
    }
    default:
      throw new Refused('--on says where the stacks are looked at: "heroku" or "sandbox".');
  }
}
