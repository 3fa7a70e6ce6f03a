import { pulumiEnvironment, sandboxEnvironment, wantsSandbox } from "./environment.ts";
import { sandboxFolder } from "./paths.ts";
import { locatePulumi } from "./pulumi-cli.ts";

/** A Pulumi CLI, and where it works. */
export interface Workplace {
  pulumi: string;
  env: NodeJS.ProcessEnv;
  /** Each Pulumi inherits this descriptor as its third: should we be killed, the sandbox stays until Pulumi has ended too. */
  hold?: number;
}

/** Where `npx pulumi` works: where the environment says, else on the sandbox in `.sandbox/`, which runs while we do. */
export async function workplace(given: NodeJS.ProcessEnv = process.env): Promise<Workplace> {
  const pulumi = await locatePulumi();
  const env = pulumiEnvironment(pulumi, given);
  if (!wantsSandbox(given)) return { pulumi, env };
  const { joinSandbox } = await import("./shared-sandbox.ts");
  const folder = sandboxFolder();
  const { url, hold } = await joinSandbox(folder);
  return { pulumi, env: { ...env, ...sandboxEnvironment(folder, url) }, hold };
}
