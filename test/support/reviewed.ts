import type { ResourceView, ReviewedChange } from "../../packages/review/model.ts";
import type { Project } from "./project.ts";

/** The changes of a preview, those that change nothing too, and every resource of the stack. */
export interface Reviewed {
  all: ResourceView[];
  changes: ReviewedChange[];
}

interface Metadata {
  op: string;
  urn: string;
  old?: Side | null;
  new?: Side | null;
  detailedDiff?: Record<string, { diffKind: string }> | null;
}

interface Side {
  inputs?: Record<string, unknown>;
  outputs?: Record<string, unknown>;
  protect?: boolean;
}

/** What the engine says of each resource, with what the provider foresees of its outputs. */
export async function reviewedChanges(project: Project, stack: string): Promise<Reviewed> {
  const env = { PULUMI_ENABLE_STREAMING_JSON_PREVIEW: "true" };
  const { status, stdout, output } = await project.pulumi(["preview", "--stack", stack, "--json"], { env });
  if (status !== 0) throw new Error(`the preview ended with ${status}:\n${output}`);
  const events = stdout.split("\n").flatMap((line): Record<string, { metadata: Metadata }>[] => {
    return line.startsWith("{") ? [JSON.parse(line)] : [];
  });
  const seen = events.flatMap((event) => event.resOutputsEvent?.metadata ?? []);
  const own = seen.filter(
    ({ urn, op }) => urn.includes("heroku:index:") && op !== "delete-replaced" && op !== "replace",
  );
  const changes = own.map(changeOf);
  return { all: changes.flatMap(({ before, after }) => after ?? before ?? []), changes };
}

function changeOf(metadata: Metadata): ReviewedChange {
  const { urn, op, detailedDiff } = metadata;
  const [type = "", name = ""] = urn.split("::").slice(2);
  const view = (side: Side | null | undefined): ResourceView | undefined =>
    side ? { urn, type: shortType(type), name, inputs: side.inputs ?? {}, outputs: side.outputs ?? {} } : undefined;
  return {
    urn,
    type: shortType(type),
    name,
    op: op === "create-replacement" ? "replace" : (op as ReviewedChange["op"]),
    protect: metadata.old?.protect ?? false,
    paths: Object.entries(detailedDiff ?? {}).map(([path, { diffKind }]) => ({
      path,
      kind: diffKind.replace("-replace", "") as "add" | "delete" | "update",
      replaces: diffKind.endsWith("-replace"),
      secret: false,
      unknown: false,
    })),
    before: view(metadata.old),
    after: view(metadata.new),
  };
}

const shortType = (type: string): string => type.split(":").at(-1) ?? type;
