import { hasFailed, reviewStack, type StackReview } from "@consumer-notebook/review";
import { ASK_TO_END } from "@consumer-notebook/toolchain";
import { PulumiFailed, stoppedBy, type Workspace } from "./pulumi.ts";

/** What applying a stack would do. A signal has Pulumi give up the preview, and then us. */
export async function preview({ pulumi, env, hold }: Workspace, stack: string): Promise<StackReview> {
  let asked: NodeJS.Signals | undefined;
  const note = (signal: NodeJS.Signals) => {
    asked = signal;
  };
  for (const signal of ASK_TO_END) process.on(signal, note);
  try {
    const review = await reviewStack({ pulumi, env, hold }, { stack });
    if (asked) throw stoppedBy(asked);
    if (hasFailed(review)) throw new PulumiFailed("the preview ended with an error", review.errors);
    return review;
  } finally {
    for (const signal of ASK_TO_END) process.off(signal, note);
  }
}
