import { setTimeout as sleep } from "node:timers/promises";
import {
  liftStaleLocks,
  mendHalfWritten,
  type Say,
  stateFolder,
  stateLocks,
  ToolchainError,
} from "@consumer-notebook/toolchain";
import { ask, follow, PulumiFailed, type Workspace } from "./pulumi.ts";

const WAIT_FOR_OTHERS_MS = 5 * 60_000;
const LOOK_EVERY_MS = 500;

/** A run that was killed may have left a Pulumi at work, which holds a lock until it is through. */
export async function waitForOthers({ folder }: Workspace, say: Say): Promise<void> {
  const deadline = performance.now() + WAIT_FOR_OTHERS_MS;
  for (let said = false; ; said = true) {
    liftStaleLocks(stateFolder(folder), false);
    const lock = stateLocks(stateFolder(folder))[0];
    if (!lock) {
      mendHalfWritten(stateFolder(folder));
      return;
    }
    if (!said) say(`Another Pulumi (process ${lock.pid}) is at work on ${lock.stack}; waiting for it.`);
    if (performance.now() > deadline)
      throw new ToolchainError(
        `Another Pulumi (process ${lock.pid}) still holds ${lock.stack}. End it, or give up its lock with ` +
          `\`npx pulumi cancel --stack ${lock.stack}\`, and run \`npm start\` again.`,
      );
    await sleep(LOOK_EVERY_MS);
  }
}

/** Whether a run was killed while it made something; if so, what it knew is compared with the sandbox again. */
export async function repair(workspace: Workspace, stack: string, say: Say): Promise<boolean> {
  const exported: { deployment?: { pending_operations?: unknown[] } } = JSON.parse(
    await ask(workspace, ["stack", "export", "--stack", stack]),
  );
  if (!exported.deployment?.pending_operations?.length) return false;
  say(`The last run on ${stack} was interrupted; looking at what it made (refresh).`);
  try {
    await follow(workspace, ["refresh", "--stack", stack, "--yes", "--skip-preview", "--clear-pending-creates"]);
  } catch (error) {
    if (!(error instanceof PulumiFailed)) throw error;
    const reasons = error.reasons.map((reason) => `\n  ${reason}`).join("");
    throw new ToolchainError(
      `That failed: ${error.message}.${reasons}\n\`rm -rf .sandbox && npm start\` begins with an empty sandbox.`,
    );
  }
  return true;
}

/** Empties the sandbox and forgets the stacks: for what an interrupted run left and nothing can be done about. */
export async function beginAnew(workspace: Workspace, stacks: readonly string[]): Promise<void> {
  const response = await fetch(`${workspace.url}/_sandbox/reset`, { method: "POST" });
  if (!response.ok) throw new ToolchainError("The sandbox can't be emptied. Run `rm -rf .sandbox && npm start`.");
  for (const stack of stacks.toReversed())
    await ask(workspace, ["stack", "rm", "--stack", stack, "--yes", "--force", "--preserve-config"]);
}
