import { RunError } from "@pulumi/pulumi/errors.js";

/** Everything that somebody wrote wrong in one place, a line each. Pulumi shows a `RunError` without a stack trace. */
export class WrongValues extends RunError {
  constructor(place: string, lines: readonly string[]) {
    const count = lines.length === 1 ? "one thing that is" : `${lines.length} things that are`;
    super([`${place} says ${count} wrong:`, ...lines.map((line) => `  ${line}`).sort()].join("\n"));
    this.name = "WrongValues";
  }
}
