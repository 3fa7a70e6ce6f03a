import { parseArgs } from "node:util";
import { Refused } from "./github.ts";

/** What a step may be told; each takes what it needs. */
export interface Options {
  on?: string;
  stack?: string;
  out?: string;
}

const STEPS: Record<string, (options: Options) => Promise<void>> = {
  "up-base": async () => (await import("./commands/up-base.ts")).upBase(),
  review: async (options) => (await import("./commands/review.ts")).review(options),
  plan: async (options) => (await import("./commands/plan.ts")).plan(options),
  apply: async (options) => (await import("./commands/apply.ts")).apply(options),
  drift: async () => (await import("./commands/drift.ts")).drift(),
};

export async function main([name = "", ...args]: string[]): Promise<void> {
  const step = STEPS[name];
  if (!step) throw new Refused(`There is no step "${name}"; there are ${Object.keys(STEPS).join(", ")}.`);
  const { values } = parseArgs({
    args,
    options: { on: { type: "string" }, stack: { type: "string" }, out: { type: "string" } },
  });
  await step(values);
}
