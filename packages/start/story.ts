import { during, type Say, ToolchainError } from "@consumer-notebook/toolchain";
import { PulumiFailed } from "./pulumi.ts";

/** Setting up; each of two stacks previewed and applied; both previewed again. */
const STEPS = 6;

/** A step did not succeed, and its reason has been told. */
export class StepFailed extends ToolchainError {}

/** Tells which step of how many begins, how far it is and how long it took. */
export class Story {
  readonly say: Say;
  #step = 0;

  constructor(say: Say) {
    this.say = say;
  }

  /** The next step, whose parts say themselves how long they take. */
  begin(title: string): void {
    this.say(`\n${this.#next(title)} ...`);
  }

  /** The next step. */
  async step<T>(title: string, work: () => Promise<T>, standing?: () => string): Promise<T> {
    this.say("");
    try {
      return await during(this.say, this.#next(title), work, standing);
    } catch (error) {
      if (!(error instanceof PulumiFailed)) throw error;
      if (error.reasons.length > 0) this.say("  Pulumi says:");
      for (const reason of error.reasons) this.say(reason.replace(/^/gm, "    "));
      throw new StepFailed(
        `Step ${this.#step} of ${STEPS} failed (${error.message}); the reason is above. Mend that and run \`npm start\` ` +
          "again. `npm start -- --verbose` shows Pulumi's own output; `rm -rf .sandbox` begins with an empty sandbox.",
      );
    }
  }

  #next(title: string): string {
    return `Step ${++this.#step} of ${STEPS}: ${title}`;
  }

  /** Goes back: the next step is this one. */
  backTo(step: number): void {
    this.#step = step - 1;
  }
}
