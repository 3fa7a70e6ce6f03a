import { WrongInputs } from "./errors.ts";
import { didYouMean } from "./explain.ts";

/** The one that has the name that an input `name` asks for; where there is none, an error with the one that was meant. */
export function findNamed<T extends { name: string }>(all: readonly T[], name: string, kind: string): T {
  const found = all.find((each) => each.name === name);
  if (found) return found;
  const names = all.map((each) => each.name);
  throw new WrongInputs([{ path: ["name"], reason: `"${name}" is not ${kind}${didYouMean(name, names)}` }]);
}
