import { join } from "node:path";
import { runChild } from "../toolchain/bin/support/child.mjs";
import { Refused } from "./github.ts";

/**
 * `npx pulumi ARGS`, its output in the log; returns its status. A signal that the runner sends to this step reaches Pulumi
 * once, which then ends what it has begun.
 */
export async function runPulumi(args: readonly string[], root: string, env: NodeJS.ProcessEnv): Promise<number> {
  return await runStep(
    "packages/toolchain/bin/pulumi.mjs",
    [...args, "--non-interactive", "--suppress-progress"],
    root,
    env,
  );
}

export async function runStep(
  script: string,
  args: readonly string[],
  root: string,
  env: NodeJS.ProcessEnv,
): Promise<number> {
  const ending = await runChild(process.execPath, [join(root, script), ...args], { cwd: root, env });
  if (ending.asked) throw new Refused(`Stopped by ${ending.asked}; what Pulumi says about it is above.`);
  return ending.code ?? 1;
}
