import { endLike } from "./bin/support/child.mjs";
import { argumentsFor } from "./built-host.ts";
import { runPulumi } from "./contention.ts";
import { sayOnStderr } from "./progress.ts";
import { refuseTwoNames } from "./two-names.ts";
import { workplace } from "./workplace.ts";

/** `npx pulumi ARGS`. */
export async function main(given: string[]): Promise<void> {
  const { pulumi, env, hold } = await workplace();
  const args = argumentsFor(pulumi, given, process.env, sayOnStderr);
  await refuseTwoNames(pulumi, args, env);
  endLike(await runPulumi(pulumi, args, { env, hold }));
}
