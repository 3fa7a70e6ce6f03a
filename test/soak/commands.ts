import type { Kept, Project } from "../support/project.ts";
import { change } from "./faults.ts";

export const STACK = "staging";

const flags = ["--stack", STACK, "--yes", "--skip-preview"];

/** What is done to staging: from nothing, with everything changed, as it is, and back to nothing. */
export const COMMANDS = {
  up: ["up", ...flags],
  change: ["up", ...flags],
  refresh: ["refresh", ...flags],
  destroy: ["destroy", ...flags],
};
export type Phase = keyof typeof COMMANDS;

/** What there is before each of them; `perform` carries out those that lead there. */
export async function starts(
  project: Project,
  perform: (phase: Phase) => Promise<unknown> = (phase) => project.ok(...COMMANDS[phase]),
): Promise<Record<Phase, Kept>> {
  await project.ok("stack", "init", `organization/consumer-notebook/${STACK}`);
  const up = await project.keep();
  await perform("up");
  const refresh = await project.keep();
  await change(project);
  return { up, change: await project.keep(), refresh, destroy: refresh };
}
