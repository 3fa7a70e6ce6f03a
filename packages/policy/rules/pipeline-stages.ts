import { all, textOf } from "../resource.ts";
import { type Rule, violation } from "../rule.ts";

export const pipelineStages: Rule = {
  name: "pipeline-stages",
  description: "Each app stands in its pipeline where this environment stands: at `stage`.",
  levels: { production: "mandatory", elsewhere: "mandatory" },
  check: (stack, { stage: expected }) =>
    all("PipelineCoupling", stack).flatMap((coupling) => {
      const stage = textOf(coupling, "stage");
      if (stage === undefined || stage === expected) return [];
      const way = `couple it at ${expected}, or change stage in policy.yaml`;
      return [violation(coupling, `stage "${stage}" is not that of this environment; ${way}`)];
    }),
};
