import type { ChangedPath, Operation, ResourceView, ReviewedChange } from "../model.ts";
import { ReviewError } from "../review-error.ts";
import { changed, differences, whole } from "./changed.ts";
import { optionPaths } from "./options.ts";
import { valueAt } from "./paths.ts";
import { PROVIDERS, unsaidProviders } from "./providers.ts";
import type { Digest, Plan, ResourcePlan, State, Step } from "./steps.ts";
import { isRecord, shown } from "./values.ts";

/** Pulumi's names for what happens to a resource. */
const OPERATIONS: Record<string, Operation> = {
  create: "create",
  update: "update",
  replace: "replace",
  delete: "delete",
  import: "import",
  "import-replacement": "import",
  // What an earlier update has replaced, and did not come to delete.
  "delete-replaced": "delete",
  // What only was read, or was deleted for a replacement that is no longer wanted, goes from the state.
  discard: "state",
  "discard-replaced": "state",
  "remove-pending-replace": "state",
  read: "state",
  same: "same",
};

/** Parts of a replacement, which a step of its own stands for, and how the state is compared with Heroku. */
const OTHERS = new Set(["create-replacement", "read-replacement", "refresh"]);

export interface ReadPreview {
  /** Every resource, also those that stay the same. */
  every: ReviewedChange[];
  drift: ReviewedChange[];
}

/** Brings what a preview said into the model. Components and the stack itself are nothing at Heroku: they are left out. */
export function readPreview({ steps }: Digest, plan: Plan): ReadPreview {
  refuseUnknown(steps ?? [], plan);
  const all = [...(steps ?? []), ...unsaidProviders(steps ?? [], plan)].filter(isReal);
  const replaced = new Set(all.flatMap(({ op, oldState }) => (op === "replace" ? [keyOf(oldState)] : [])));
  const isPartOfReplacement = ({ op, oldState }: Step) => op === "delete-replaced" && replaced.has(keyOf(oldState));
  const planned = all.filter((step) => Object.hasOwn(OPERATIONS, step.op) && !isPartOfReplacement(step));
  const every = planned.map((step) => readStep(step, plan.resourcePlans?.[step.urn]));
  const refreshed = all.filter(({ op }) => op === "refresh");
  return { every: every.toSorted(byUrn), drift: driftOf(refreshed, every).toSorted(byUrn) };
}

/** What is not understood could be anything: it must not look like nothing. */
function refuseUnknown(steps: readonly Step[], { resourcePlans }: Plan): void {
  const said = [
    ...steps.map(({ urn, op }) => [urn, op] as const),
    ...Object.entries(resourcePlans ?? {}).flatMap(([urn, { steps }]) => (steps ?? []).map((op) => [urn, op] as const)),
  ];
  const unknown = said.find(([, op]) => !Object.hasOwn(OPERATIONS, op) && !OTHERS.has(op));
  if (!unknown) return;
  const [urn, op] = unknown;
  throw new ReviewError(
    `This review does not know what Pulumi's operation "${op}" does to ${urn}, so it cannot say what would happen. ` +
      "Look at it with `npx pulumi preview --diff`, and use the Pulumi CLI that this project is tested with.",
  );
}

/** The same resource may be there twice: as it is, and as it was before it was replaced. */
const keyOf = (state: State | null | undefined): string => `${state?.urn} ${state?.id}`;

const isReal = ({ urn, oldState, newState }: Step) => (newState ?? oldState)?.custom === true && urn.length > 0;

const byUrn = (one: ReviewedChange, other: ReviewedChange) => (one.urn < other.urn ? -1 : 1);

function readStep(step: Step, plan: ResourcePlan | undefined): ReviewedChange {
  const { oldState, newState } = step;
  const isReplaced = step.op === "delete-replaced" || step.op === "discard-replaced";
  const urn = isReplaced ? `${step.urn} replaced ${oldState?.id}` : step.urn;
  const before = oldState ? viewOf(urn, oldState.inputs, oldState.outputs) : undefined;
  const options = optionPaths(step);
  const from = oldState?.urn && newState && oldState.urn !== step.urn ? oldState.urn : undefined;
  const op = operationOf(step, options.length > 0 || from !== undefined);
  const outputs = plan?.state ?? newState?.outputs ?? (op === "same" ? oldState?.outputs : undefined);
  const after = newState ? viewOf(urn, newState.inputs, outputs) : undefined;
  const protect = (newState ?? oldState)?.protect === true;
  const paths = op === "same" || op === "state" ? [] : pathsOf(step, op, before, after);
  return { ...identityOf(urn), op, protect, paths: [...paths, ...options], ...(from && { from }), before, after };
}

function operationOf({ op, oldState, newState }: Step, changesState: boolean): Operation {
  // What is only read is read again each time.
  if (op === "read" && oldState?.external && !changesState) return "same";
  // The provider is not asked to delete it.
  if (oldState?.retainOnDelete && !newState) return "state";
  return op === "same" && changesState ? "state" : (OPERATIONS[op] as Operation);
}

function viewOf(urn: string, inputs: unknown, outputs: unknown): ResourceView {
  const record = (value: unknown) => (isRecord(value) ? (shown(value) as Record<string, unknown>) : {});
  return { ...identityOf(urn), inputs: record(inputs), outputs: record(outputs) };
}

/** `urn:pulumi:STACK::PROJECT::PARENT$heroku:index:AddOn::site-cache`; a name may have colons of its own. */
function identityOf(urn: string): Pick<ResourceView, "urn" | "type" | "name"> {
  const [, , types = "", ...name] = urn.split("::");
  const type = types.startsWith(PROVIDERS) ? "Provider" : (types.split(":").at(-1) ?? types);
  return { urn, type, name: name.join("::") };
}

function pathsOf(step: Step, op: Operation, before?: ResourceView, after?: ResourceView): ChangedPath[] {
  if (op === "create" || op === "import") return whole("add", after);
  if (op === "delete") return whole("delete", before);
  const detailed = Object.entries(step.detailedDiff ?? {}).map(([path, { kind }]) => ({ path, kind }));
  const rough = (step.diffReasons ?? []).map((path) => ({ path, kind: "update" }));
  const replacing = new Set(step.replaceReasons ?? []);
  return (detailed.length > 0 ? detailed : rough)
    .map(({ path, kind }) => {
      const replaces = kind.endsWith("-replace") || (op === "replace" && replacing.has(path));
      return changed(path, kind.replace(/-replace$/, ""), replaces, at(before, path), at(after, path));
    })
    .toSorted((one, other) => (one.path < other.path ? -1 : 1));
}

/** Inputs are what was declared; an output is looked at where no input has the path. */
const at = (view: ResourceView | undefined, path: string) =>
  valueAt(view?.inputs, path) ?? valueAt(view?.outputs, path);

/**
 * What Heroku has now and the state did not know: the inputs of each resource as the state had them, beside those with which
 * the preview went on after it had asked. Secret ones are masked in both, so they show only as a change of the preview.
 */
function driftOf(refreshed: Step[], every: ReviewedChange[]): ReviewedChange[] {
  const known = new Map(every.map((change) => [change.urn, change]));
  return refreshed.flatMap(({ urn, oldState }): ReviewedChange[] => {
    if (!oldState) return [];
    const before = viewOf(urn, oldState.inputs, oldState.outputs);
    const after = known.get(urn)?.before;
    const protect = oldState.protect === true;
    if (!after) return [{ ...identityOf(urn), op: "delete", protect, paths: whole("delete", before), before }];
    const paths = differences(before.inputs, after.inputs);
    return paths.length === 0 ? [] : [{ ...identityOf(urn), op: "update", protect, paths, before, after }];
  });
}
