import { join } from "node:path";
import { endLike, runChild } from "./bin/support/child.mjs";
import { argumentsFor } from "./built-host.ts";
import { pulumiEnvironment, sandboxEnvironment, wantsSandbox } from "./environment.ts";
import { ROOT } from "./paths.ts";
import { sayOnStderr } from "./progress.ts";
import { locatePulumi } from "./pulumi-cli.ts";

/** `npx pulumi ARGS`. */
export async function main(given: string[]): Promise<void> {
  const pulumi = await locatePulumi();
  const args = argumentsFor(pulumi, given, process.env, sayOnStderr);
  const env = pulumiEnvironment(pulumi, process.env);
  if (!wantsSandbox(process.env)) return endLike(await runChild(pulumi, args, { env }));

  const { joinSandbox } = await import("./shared-sandbox.ts");
  const folder = join(ROOT, ".sandbox");
  const { url, hold } = await joinSandbox(folder);
  // Pulumi inherits the hold: should we be killed, the sandbox stays until Pulumi has ended too.
  const stdio = ["inherit", "inherit", "inherit", hold] as const;
  endLike(await runChild(pulumi, args, { env: { ...env, ...sandboxEnvironment(folder, url) }, stdio: [...stdio] }));
}
