import { ToolchainError } from "../errors.ts";
import type { Say } from "../progress.ts";
import { beginAnew, repair, waitForOthers } from "./interrupted.ts";
import { ask, PulumiFailed, pulumi, type Workspace } from "./pulumi.ts";

/** Production reads staging's outputs, so staging comes first. */
export const STACKS = ["staging", "production"] as const;
type Stack = (typeof STACKS)[number];

/** Each environment previewed and applied, then previewed again to show that nothing is left to change. */
export async function bringUp(workspace: Workspace, say: Say): Promise<void> {
  await waitForOthers(workspace, say);
  const interrupted = await prepare(workspace, say);
  try {
    for (const stack of STACKS) await previewAndApply(workspace, stack, say);
  } catch (error) {
    if (!interrupted || !(error instanceof StepFailed)) throw error;
    say("\nWhat the interrupted run had made is in the way, so the sandbox is emptied to begin anew.");
    await beginAnew(workspace, STACKS);
    await prepare(workspace, say);
    for (const stack of STACKS) await previewAndApply(workspace, stack, say);
  }
  for (const stack of STACKS) await showNoChange(workspace, stack, say);
}

async function prepare(workspace: Workspace, say: Say): Promise<boolean> {
  let interrupted = false;
  for (const stack of STACKS) {
    await ask(workspace, ["stack", "select", stack, "--create"]);
    if (await repair(workspace, stack, say)) interrupted = true;
  }
  await ask(workspace, ["stack", "select", STACKS[0]]);
  return interrupted;
}

async function previewAndApply(workspace: Workspace, stack: Stack, say: Say): Promise<void> {
  await step(workspace, `What ${stack} would change`, ["preview", "--stack", stack, "--diff"], say);
  await step(workspace, `Applying ${stack}`, ["up", "--stack", stack, "--yes", "--skip-preview"], say);
}

async function showNoChange(workspace: Workspace, stack: Stack, say: Say): Promise<void> {
  await step(
    workspace,
    `Nothing left to change in ${stack}`,
    ["preview", "--stack", stack, "--expect-no-changes"],
    say,
  );
}

/** A step of the tour, told in one sentence. */
class StepFailed extends ToolchainError {}

async function step(workspace: Workspace, title: string, args: readonly string[], say: Say): Promise<void> {
  say(`\n== ${title}\n$ npx pulumi ${args.join(" ")}\n`);
  try {
    await pulumi(workspace, args);
  } catch (error) {
    if (!(error instanceof PulumiFailed)) throw error;
    throw new StepFailed(
      `\`npx pulumi ${args.join(" ")}\` failed (${error.message}); its reason is above. Mend that and run ` +
        "`npm start` again; `rm -rf .sandbox` begins with an empty sandbox.",
    );
  }
}
