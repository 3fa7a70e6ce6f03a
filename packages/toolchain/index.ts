import { pulumiEnvironment } from "./environment.ts";
import { locatePulumi } from "./pulumi-cli.ts";

export { ASK_TO_END, endLike, runChild } from "./bin/support/child.mjs";
export { alone, cacheRoot, makeOnce } from "./cache.ts";
export { composeSchema } from "./compose-schema.ts";
export { holderIn, isCollision, runPulumi } from "./contention.ts";
export { pulumiEnvironment, SANDBOX_PASSPHRASE, sandboxEnvironment, stateFolder, wantsSandbox } from "./environment.ts";
export { ToolchainError } from "./errors.ts";
export { isOnPath } from "./find.ts";
export { halfWritten, mendHalfWritten } from "./half-written.ts";
export { askHeroku } from "./heroku-api.ts";
export { herokuSchema } from "./heroku-schema.ts";
export { ROOT, sandboxFolder } from "./paths.ts";
export { duration, during, type Say, sayOn } from "./progress.ts";
export { openProject, type Project, type ProjectOptions, type Request } from "./project.ts";
export { damagedPulumis, foundPulumi, locatePulumi } from "./pulumi-cli.ts";
export { type Ran, type RunOptions, run } from "./run.ts";
export { runCommand } from "./run-command.ts";
export { type Sandbox, type SandboxOptions, startSandbox } from "./sandbox.ts";
export { joinSandbox, runningSandbox } from "./shared-sandbox.ts";
export { liftStaleLocks, type StateLock, staleLocks, stateLocks } from "./stale-locks.ts";
export { PULUMI_VERSION } from "./versions.ts";
export { type PeakMb, watchMemory } from "./watch-memory.ts";
export { type Workplace, workplace } from "./workplace.ts";
export { wrapped } from "./wrapped.ts";

/** A Pulumi CLI with its Node host, and the environment to run it in; where it works is up to the caller. */
export async function pulumiCli(): Promise<{ pulumi: string; env: NodeJS.ProcessEnv }> {
  const pulumi = await locatePulumi();
  return { pulumi, env: pulumiEnvironment(pulumi, process.env) };
}
