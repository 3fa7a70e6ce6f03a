import { isDeepStrictEqual } from "node:util";
import type { Changes } from "../../support/preview.ts";
import type { Project } from "../../support/project.ts";

/** What a refresh finds out about a resource: that it is gone, or which of its inputs and outputs differ. */
export type Found = "gone" | string[];

/** What one preview with `--refresh` says: what the refresh has found, and what an `up` would do about it. */
export interface Shown {
  refresh: Record<string, Found>;
  plan: Changes;
}

interface Event {
  resourcePreEvent?: { metadata: Step };
  resOutputsEvent?: { metadata: Step };
}

interface Step {
  op: string;
  urn: string;
  detailedDiff: Record<string, { diffKind: string }> | null;
  old: State | null;
  new: State | null;
}

interface State {
  inputs?: Record<string, unknown>;
  outputs?: Record<string, unknown>;
}

/** By the engine's events: `--json` without them is silent about what a refresh finds. */
export async function shown(project: Project, stack: string): Promise<Shown> {
  const env = { PULUMI_ENABLE_STREAMING_JSON_PREVIEW: "1" };
  const ran = await project.pulumi(["preview", "--stack", stack, "--refresh", "--json"], { env });
  if (ran.status !== 0) throw new Error(`A preview ended with ${ran.status}:\n${ran.output}`);
  const events = ran.stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Event);
  const steps = (kind: keyof Event) => events.flatMap((event) => event[kind]?.metadata ?? []).filter(isOurs);
  const planned = steps("resourcePreEvent").filter(({ op }) => !SILENT.includes(op));
  return {
    refresh: Object.fromEntries(
      steps("resOutputsEvent")
        .filter(({ op }) => op === "refresh")
        .flatMap(found),
    ),
    plan: Object.fromEntries(planned.map((step) => [nameOf(step), { op: step.op, diff: kindsIn(step) }])),
  };
}

const isOurs = ({ urn }: Step) => urn.includes("heroku:index:");

/** No changes, or parts of a replacement that `replace` stands for. */
const SILENT = ["refresh", "same", "create-replacement", "delete-replaced"];

function found(step: Step): [string, Found][] {
  if (!step.new) return [[nameOf(step), "gone"]];
  const { old, new: now } = step;
  // Of secrets the states show no values; the diff tells which changed.
  const told = Object.keys(kindsIn(step)).map((path) => path.split(/[.[]/)[0] ?? "");
  const fields = new Set([...told, ...unlike(old?.inputs, now.inputs), ...unlike(old?.outputs, now.outputs)]);
  return fields.size === 0 ? [] : [[nameOf(step), [...fields].sort()]];
}

function unlike(one: Record<string, unknown> = {}, other: Record<string, unknown> = {}): string[] {
  return Object.keys({ ...one, ...other }).filter((key) => !isDeepStrictEqual(one[key], other[key]));
}

const kindsIn = ({ detailedDiff }: Step) =>
  Object.fromEntries(Object.entries(detailedDiff ?? {}).map(([path, { diffKind }]) => [path, diffKind]));

/** `Domain site-www.example.com` */
function nameOf({ urn }: Step): string {
  const [type = "", name = ""] = urn.split("::").slice(2);
  return `${type.split(":").at(-1)} ${name}`;
}
