import { type PeakMb, type Project, watchMemory } from "@consumer-notebook/toolchain";
import type { Step } from "./figures.ts";
import { countRequests, type Requests } from "./requests.ts";

/** What one run of a command took. */
export interface Measured {
  ms: number;
  requests: Requests;
  peakMb: PeakMb;
}

/** The commands of the steps. */
export const COMMANDS: Record<Step, readonly string[]> = {
  up: ["up", "--yes", "--skip-preview"],
  preview: ["preview", "--expect-no-changes"],
  refresh: ["refresh", "--yes", "--skip-preview", "--expect-no-changes"],
  change: ["up", "--yes", "--skip-preview"],
  destroy: ["destroy", "--yes", "--skip-preview"],
};

/** Runs a command of Pulumi's, which has to succeed, and tells what it took. */
export async function measure(
  project: Project,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<Measured> {
  const memory = watchMemory(project.address);
  const { requests, result } = await project.counting(async () => {
    const began = performance.now();
    const ran = await project.pulumi(args, { env });
    const ms = performance.now() - began;
    if (ran.status !== 0) throw new Error(`pulumi ${args.join(" ")} ended with ${ran.status}:\n${ran.output}`);
    return ms;
  });
  return { ms: result, requests: countRequests(requests), peakMb: memory.stop() };
}
