import { setTimeout as sleep } from "node:timers/promises";
import { holderIn, isCollision, ToolchainError, type Workplace } from "@consumer-notebook/toolchain";
import { costText } from "./cost.ts";
import { durationText, type Wanted } from "./order.ts";
import { exportState, runPulumi } from "./pulumi.ts";
import { withCopy } from "./stack-file.ts";
import { formationIn, formationText, type Running } from "./state.ts";

export interface Order {
  stack: string;
  wanted: Wanted[];
  forMs: number;
}

/**
 * Scales for a while, and back to what is declared. The way up is an `up` of a changed copy of the stack file, so that the
 * state knows what runs and every preview shows it as a difference from the declaration; the way back is an `up` of the
 * stack file. Whatever happens in between, an `up` is the way back. Tells whether everything was done as ordered.
 */
export async function scale(
  { stack, wanted, forMs }: Order,
  place: Workplace,
  say: (line: string) => void,
  interrupted: AbortSignal,
): Promise<boolean> {
  const look = async (): Promise<Running> => formationIn(await exportState(place, stack), stack, wanted);
  const before = await look();
  say(`${stack} runs ${formationText(before, wanted)}. The stack file stays as it is.`);

  const began = performance.now();
  const only = ["--stack", stack, "--target", before.urn, "--yes", "--skip-preview", "--suppress-outputs"];
  const { isDone: isUp, stderr } = await withCopy(stack, wanted, (copy) =>
    runPulumi(place, ["up", ...only, "--config-file", copy], interrupted),
  );
  if (!isUp && isTheirs(stderr)) throw new ToolchainError("Nothing was scaled: somebody else is at work on the stack.");
  const scaled = await look();
  if (isUp && !interrupted.aborted) {
    say(`${stack} runs ${formationText(scaled, wanted)}. Back in ${durationText(forMs)}; Ctrl-C goes back now.`);
    await pause(forMs, interrupted);
  }

  say("Going back to what the stack file declares.");
  const goBack = () => runPulumi(place, ["up", ...only, "--refresh"]);
  if (!(await whileNobodyHolds(stack, goBack, say))) throw new StillScaled(stack);
  const after = await look();
  const tookMs = performance.now() - began;
  const cost = costText(after.monthlyCents, scaled.monthlyCents, tookMs);
  say(`${stack} runs ${formationText(after, wanted)} again. That cost ${cost} in ${durationText(tookMs)}.`);
  return isUp;
}

/** Somebody else may be at work on the stack by now: what must be done waits until they have ended. */
async function whileNobodyHolds(
  stack: string,
  work: () => Promise<{ isDone: boolean; stderr: string }>,
  say: (line: string) => void,
): Promise<boolean> {
  for (const deadline = performance.now() + LONGEST_WAIT_MS; ; await sleep(TRY_EVERY_MS)) {
    const { isDone, stderr } = await work();
    if (isDone || !isTheirs(stderr) || performance.now() > deadline) return isDone;
    say(`${stack} is locked by ${holderIn(stderr)?.holder ?? "another command"}; trying again until it has ended.`);
  }
}

const isTheirs = (stderr: string): boolean => holderIn(stderr) !== undefined || isCollision(stderr, new Date());

/** An `up` that makes databases takes that long. */
const LONGEST_WAIT_MS = 30 * 60_000;
const TRY_EVERY_MS = 2_000;

class StillScaled extends ToolchainError {
  constructor(stack: string) {
    super(`The way back failed. To go back: npx pulumi up --stack ${stack} --refresh`);
  }
}

const pause = (ms: number, interrupted: AbortSignal): Promise<void> =>
  sleep(ms, undefined, { signal: interrupted }).catch((error: unknown) => {
    if (!interrupted.aborted) throw error;
  });
