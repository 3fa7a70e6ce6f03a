import { type ChangedPath, type Operation, type ResourceView, type ReviewedChange, SECRET, UNKNOWN } from "../model.ts";
import { leaves, valueAt } from "./paths.ts";
import type { Digest, Plan, ResourcePlan, Step } from "./steps.ts";
import { canonical, has, isRecord, shown } from "./values.ts";

/** Pulumi's names for what happens to a resource; what is left out here changes nothing. */
const OPERATIONS: Record<string, Operation> = {
  create: "create",
  update: "update",
  replace: "replace",
  delete: "delete",
  import: "import",
  "import-replacement": "import",
  same: "same",
};

export interface ReadPreview {
  /** Every resource, also those that stay the same. */
  every: ReviewedChange[];
  drift: ReviewedChange[];
}

/** Brings what a preview said into the model. Components and the stack itself are nothing at Heroku: they are left out. */
export function readPreview({ steps }: Digest, { resourcePlans }: Plan): ReadPreview {
  const real = (steps ?? []).filter(isReal);
  const [refreshed, planned] = [real.filter(({ op }) => op === "refresh"), real.filter(({ op }) => op in OPERATIONS)];
  const every = planned.map((step) => readStep(step, resourcePlans?.[step.urn]));
  return { every: every.toSorted(byTypeAndName), drift: driftOf(refreshed, every).toSorted(byTypeAndName) };
}

const isReal = ({ urn, oldState, newState }: Step) => {
  const state = newState ?? oldState;
  return state?.custom === true && !/^pulumi:(pulumi|providers):/.test(state.type) && urn.length > 0;
};

const byTypeAndName = (one: ReviewedChange, other: ReviewedChange) => (one.urn < other.urn ? -1 : 1);

function readStep(step: Step, plan: ResourcePlan | undefined): ReviewedChange {
  const op = OPERATIONS[step.op] ?? "same";
  const before = step.oldState ? viewOf(step.urn, step.oldState.inputs, step.oldState.outputs) : undefined;
  const outputs = plan?.state ?? step.newState?.outputs ?? (op === "same" ? step.oldState?.outputs : undefined);
  const after = step.newState ? viewOf(step.urn, step.newState.inputs, outputs) : undefined;
  const protect = (step.newState ?? step.oldState)?.protect === true;
  const paths = op === "same" ? [] : pathsOf(step, op, before, after);
  return { ...identityOf(step.urn), op, protect, paths, before, after };
}

function viewOf(urn: string, inputs: unknown, outputs: unknown): ResourceView {
  const record = (value: unknown) => (isRecord(value) ? (shown(value) as Record<string, unknown>) : {});
  return { ...identityOf(urn), inputs: record(inputs), outputs: record(outputs) };
}

/** `urn:pulumi:STACK::PROJECT::PARENT$heroku:index:AddOn::site-cache`; a name may have colons of its own. */
function identityOf(urn: string): Pick<ResourceView, "urn" | "type" | "name"> {
  const [, , types = "", ...name] = urn.split("::");
  return { urn, type: types.split(":").at(-1) ?? types, name: name.join("::") };
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

function whole(kind: "add" | "delete", view: ResourceView | undefined): ChangedPath[] {
  return leaves(view?.inputs ?? {})
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([path, value]) =>
      kind === "add" ? changed(path, kind, false, undefined, value) : changed(path, kind, false, value, undefined),
    );
}

function changed(path: string, kind: string, replaces: boolean, before: unknown, after: unknown): ChangedPath {
  const gone = kind === "delete";
  return {
    path,
    kind: kind === "add" || gone ? kind : "update",
    replaces,
    secret: has(SECRET, before) || has(SECRET, after),
    ...(kind === "add" || before === undefined ? {} : { before }),
    ...(gone || after === undefined ? {} : { after }),
    unknown: !gone && has(UNKNOWN, after),
  };
}

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

function differences(before: Record<string, unknown>, after: Record<string, unknown>): ChangedPath[] {
  const [was, is] = [new Map(leaves(before)), new Map(leaves(after))];
  return [...new Set([...was.keys(), ...is.keys()])].toSorted().flatMap((path) => {
    const [one, other] = [was.get(path), is.get(path)];
    if (canonical(one) === canonical(other)) return [];
    const kind = !was.has(path) ? "add" : !is.has(path) ? "delete" : "update";
    return [changed(path, kind, false, one, other)];
  });
}
