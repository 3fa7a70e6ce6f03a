import { z } from "zod";

const Properties = z.record(z.string(), z.unknown()).nullish();

const State = z.object({
  type: z.string(),
  custom: z.boolean().optional(),
  protect: z.boolean().optional(),
  retainOnDelete: z.boolean().optional(),
  /** An earlier update has replaced it, and did not come to its deletion. */
  delete: z.boolean().optional(),
  external: z.boolean().optional(),
  id: z.string().optional(),
  urn: z.string().optional(),
  /** URN and id of its provider. */
  provider: z.string().optional(),
  inputs: Properties,
  outputs: Properties,
});
export type State = z.infer<typeof State>;

/** One step of `pulumi preview --json`. */
export const Step = z.object({
  op: z.string(),
  urn: z.string(),
  oldState: State.nullish(),
  newState: State.nullish(),
  diffReasons: z.array(z.string()).nullish(),
  replaceReasons: z.array(z.string()).nullish(),
  detailedDiff: z.record(z.string(), z.object({ kind: z.string(), inputDiff: z.boolean().optional() })).nullish(),
});
export type Step = z.infer<typeof Step>;

/** What `pulumi preview --json` says; it leaves out what is empty. */
export const Digest = z.object({
  steps: z.array(Step).nullish(),
  diagnostics: z.array(z.object({ message: z.string(), severity: z.string() })).nullish(),
});
export type Digest = z.infer<typeof Digest>;

const InputDiff = z.object({
  adds: Properties,
  updates: Properties,
  deletes: z.array(z.string()).nullish(),
});

const Urns = z
  .array(z.string())
  .nullable()
  .transform((urns) => urns ?? []);

const Goal = z.object({
  type: z.string(),
  name: z.string(),
  protect: z.boolean().nullish(),
  inputDiff: InputDiff.nullish(),
  /** URNs of the resources that an input's value comes from. */
  propertyDependencies: z.record(z.string(), Urns).nullish(),
});

/**
 * What `--save-plan` writes of a resource: what was asked for, with the inputs that change (nothing where it goes), and the
 * outputs as far as they are known.
 */
export const ResourcePlan = z.object({
  goal: Goal.nullish(),
  state: Properties,
  /** What happens to it, in Pulumi's names. */
  steps: z.array(z.string()).nullish(),
});
export type ResourcePlan = z.infer<typeof ResourcePlan>;

export const Plan = z.object({ resourcePlans: z.record(z.string(), ResourcePlan).nullish() });
export type Plan = z.infer<typeof Plan>;
