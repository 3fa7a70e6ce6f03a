import { setTimeout as sleep } from "node:timers/promises";
import { mendHalfWritten } from "@consumer-notebook/toolchain";
import { processesIn } from "../support/processes.ts";
import { KEY, type Project, type Ran } from "../support/project.ts";
import { expectNothing, expectSettled, pendingIn } from "../support/settled.ts";
import { commandOf, type Phase, STACK } from "./phases.ts";
import type { Count } from "./trial.ts";

/** What the stack's secrets are in these trials: nobody else may ever hold one of these texts. */
export const CANARIES = {
  DJANGO_SECRET_KEY: "canary-django-51c7",
  S3_KEY: "canary-s3-key-88d0",
  S3_SECRET: "canary-s3-secret-e2b6",
  LOG_DRAIN_URL: "https://canary-drain-07fa.example.com",
};

/** A command that was killed may be followed by one that fails and says why; then it has to be through. */
const COMMANDS = 2;
/** The provider looks for its engine every half second; a loaded machine takes its time. */
const ENDS_WITHIN_MS = 8_000;

export async function plantCanaries(project: Project): Promise<void> {
  const secrets = Object.entries(CANARIES).flatMap(([key, value]) => ["--secret", `${key}=${value}`]);
  await project.ok("config", "set-all", ...secrets, "--stack", STACK);
}

/** Fails unless nothing of a command runs on. */
export async function expectNothingRuns(project: Project): Promise<void> {
  const deadline = performance.now() + ENDS_WITHIN_MS;
  for (;;) {
    const left = processesIn(project.folder);
    if (left.length === 0) return;
    if (performance.now() > deadline)
      throw new Error(`still running:\n${left.map(({ command }) => command).join("\n")}`);
    await sleep(50);
  }
}

/**
 * What a user does after a command was cut short: gives it again, lifts the lock if it is told of one, and no more. Fails
 * unless that ends with what is declared.
 */
export async function recover(project: Project, phase: Phase, count: Count): Promise<void> {
  if (mendHalfWritten(project.folder).length > 0) count("state files that a kill left half-written");
  // What others have changed an up alone does not see.
  const command = phase === "refresh" ? [...commandOf("up"), "--refresh"] : commandOf(phase);
  for (let times = 1; ; times++) {
    let ran = await project.pulumi(command);
    if (isLocked(ran)) {
      await liftLock(project, ran);
      count("locks lifted");
      ran = await project.pulumi(command);
    }
    expectNoSecrets(project, ran.output);
    if (ran.status === 0) break;
    if (!/error: /.test(ran.output)) throw new Error(`${command[0]} fails and does not say why:\n${ran.output}`);
    if (times === COMMANDS) throw new Error(`${command[0]} fails for the ${times}th time:\n${ran.output}`);
    count("commands that failed once more");
  }
  await clearSettledCreates(project, count);
  await (phase === "destroy" ? expectNothing(project, STACK) : expectSettled(project, STACK));
  expectNoSecrets(project, project.state());
}

const isLocked = ({ status, output }: Ran) => status !== 0 && /the stack is currently locked/.test(output);

/** The lock names who held it, and the command that lifts it. */
async function liftLock(project: Project, { output }: Ran): Promise<void> {
  if (!/created by \S+@\S+ \(pid \d+\) at /.test(output)) throw new Error(`nobody is named as the holder:\n${output}`);
  if (!output.includes("`pulumi cancel`")) throw new Error(`the way out is not named:\n${output}`);
  await project.ok("cancel", "--yes", "--stack", STACK);
}

/**
 * The engine keeps a note of each creation that was cut short until it is told to drop it, also where the provider has
 * recognised what was made. It may only be left of resources that have come into state since.
 */
async function clearSettledCreates(project: Project, count: Count): Promise<void> {
  const { pending, settled } = await pendingIn(project, STACK);
  if (pending.length === 0) return;
  if (settled.length < pending.length) throw new Error(`pending, and not in state:\n${pending.join("\n")}`);
  count("notes of a creation cleared");
  await project.ok("refresh", "--stack", STACK, "--yes", "--skip-preview", "--clear-pending-creates");
}

export function expectNoSecrets(project: Project, text: string): void {
  const found = [KEY, ...Object.values(CANARIES)].filter((each) => text.includes(each));
  if (found.length > 0) throw new Error(`secrets in output or state of ${project.folder}: ${found.join(", ")}`);
}
