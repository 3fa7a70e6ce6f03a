import { readFileSync } from "node:fs";
import { join } from "node:path";
import { installDependencies } from "../../toolchain/bin/support/install.mjs";
import { Refused } from "../github.ts";
import { gitIn, pulumiOnSandbox, withoutAccount } from "../run.ts";
import { runPulumi } from "../run-pulumi.ts";
import { useOnSandbox } from "../sandbox-stacks.ts";
import { fileOf } from "../stack-file.ts";
import { STACKS } from "../stacks.ts";

/**
 * Brings the base of a pull request up in `.sandbox/`, as its own code does it, so that the preview of the head shows the
 * change and nothing else. What is checked out is GitHub's merge of the two, whose first parent is the base.
 */
export async function upBase(root = process.cwd()): Promise<void> {
  const git = gitIn(root);
  const merge = await git("rev-parse", "HEAD");
  const base = await git("rev-parse", "--verify", "HEAD^1");
  const pulumi = await pulumiOnSandbox(root);
  await git("checkout", "--quiet", "--force", "--detach", base);
  try {
    installDependencies(root);
    for (const stack of STACKS) {
      await useOnSandbox(root, stack, pulumi, readFileSync(join(root, fileOf(stack)), "utf8"));
      const status = await runPulumi(
        ["up", "--stack", stack, "--yes", "--skip-preview"],
        root,
        withoutAccount(process.env),
      );
      if (status !== 0) throw new Refused(`The base of this pull request can't be brought up; its reason is above.`);
    }
  } finally {
    await git("checkout", "--quiet", "--force", "--detach", merge);
  }
}
