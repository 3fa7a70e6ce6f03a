import { setTimeout as sleep } from "node:timers/promises";
import { ToolchainError, type Workplace } from "@consumer-notebook/toolchain";
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
  const isUp = await withCopy(stack, wanted, (copy) =>
    runPulumi(place, ["up", ...only, "--config-file", copy], interrupted),
  );
  const scaled = await look();
  if (isUp && !interrupted.aborted) {
    say(`${stack} runs ${formationText(scaled, wanted)}. Back in ${durationText(forMs)}; Ctrl-C goes back now.`);
    await pause(forMs, interrupted);
  }

  say("Going back to what the stack file declares.");
  if (!(await runPulumi(place, ["up", ...only, "--refresh"]))) throw new StillScaled(stack);
  const after = await look();
  const tookMs = performance.now() - began;
  const cost = costText(after.monthlyCents, scaled.monthlyCents, tookMs);
  say(`${stack} runs ${formationText(after, wanted)} again. That cost ${cost} in ${durationText(tookMs)}.`);
  return isUp;
}

class StillScaled extends ToolchainError {
  constructor(stack: string) {
    super(`The way back failed. To go back: npx pulumi up --stack ${stack} --refresh`);
  }
}

const pause = (ms: number, interrupted: AbortSignal): Promise<void> =>
  sleep(ms, undefined, { signal: interrupted }).catch((error: unknown) => {
    if (!interrupted.aborted) throw error;
  });
