import { endLike, runChild } from "./bin/support/child.mjs";
import { argumentsFor } from "./built-host.ts";
import { sayOnStderr } from "./progress.ts";
import { workplace } from "./workplace.ts";

/** `npx pulumi ARGS`. */
export async function main(given: string[]): Promise<void> {
  const { pulumi, env, hold } = await workplace();
  const args = argumentsFor(pulumi, given, process.env, sayOnStderr);
  const inherited = hold === undefined ? [] : [hold];
  endLike(await runChild(pulumi, args, { env, stdio: ["inherit", "inherit", "inherit", ...inherited] }));
}
