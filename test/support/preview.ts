import type { Project } from "./project.ts";

interface Step {
  op: string;
  urn: string;
  detailedDiff?: Record<string, { kind: string }> | null;
}

/** What a preview would do: `{ "Formation site": { op: "update", diff: { "processes.web.quantity": "update" } } }`. */
export type Changes = Record<string, { op: string; diff: Record<string, string> }>;

/** The changes of a preview as data; what stays the same, the stack and the components are left out. */
export async function previewChanges(project: Project, stack: string, ...options: string[]): Promise<Changes> {
  const { stdout } = await project.ok("preview", "--stack", stack, "--json", ...options);
  const { steps } = JSON.parse(stdout) as { steps: Step[] };
  const changed = steps.filter(({ op, urn }) => op !== "same" && urn.includes("heroku:index:"));
  return Object.fromEntries(
    changed.map(({ op, urn, detailedDiff }) => [nameOf(urn), { op, diff: kinds(detailedDiff) }]),
  );
}

/** `Formation site`. */
export const nameOf = (urn: string) => {
  const [type = "", name = ""] = urn.split("::").slice(2);
  return `${type.split(":").at(-1)} ${name}`;
};

const kinds = (diff: Step["detailedDiff"]) =>
  Object.fromEntries(Object.entries(diff ?? {}).map(([path, { kind }]) => [path, kind]));
