import { during, type Say, ToolchainError, wrapped } from "@consumer-notebook/toolchain";
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
      const lines = error.reasons.flatMap((reason) => reason.split("\n"));
      for (const line of lines.flatMap((line) => wrapped(line.trimStart(), 4 + indentOf(line)))) this.say(line);
      throw new StepFailed(
        `Step ${this.#step} of ${STEPS} failed: ${error.message}. Mend what is said above\n` +
          "and run `npm start` again. `npm start -- --verbose` shows Pulumi's own output,\n" +
          "and `rm -rf .sandbox` begins with an empty sandbox.",
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

const indentOf = (line: string): number => line.length - line.trimStart().length;
