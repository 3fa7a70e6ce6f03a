import type { Kind, World } from "./kind.ts";
import { THEIRS } from "./picture.ts";

const PIPELINE = "Pipeline pipeline";
const COUPLING = "PipelineCoupling pipeline-staging";

async function couplingOf({ project, app }: World): Promise<string> {
  const { id } = await project.api<{ id: string }>("GET", `/apps/${app}/pipeline-couplings`);
  return `/pipeline-couplings/${id}`;
}

export const pipelineKinds: readonly Kind[] = [
  {
    name: "pipeline deleted",
    to: "pipeline",
    takes: ["pipeline"],
    make: ({ project, pipeline }) => project.api("DELETE", `/pipelines/${pipeline}`),
    refresh: { [PIPELINE]: "gone", [COUPLING]: "gone" },
    plan: { [PIPELINE]: { op: "create", diff: {} }, [COUPLING]: { op: "create", diff: {} } },
  },
  {
    name: "pipeline renamed",
    to: "pipeline/name",
    make: ({ project, pipeline }) => project.api("PATCH", `/pipelines/${pipeline}`, { name: "renamed" }),
    refresh: { [PIPELINE]: ["name"] },
    plan: { [PIPELINE]: { op: "update", diff: { name: "update" } } },
  },
  {
    name: "app taken out of the pipeline",
    to: "pipeline/coupling",
    make: async (world) => world.project.api("DELETE", await couplingOf(world)),
    refresh: { [COUPLING]: "gone" },
    plan: { [COUPLING]: { op: "create", diff: {} } },
  },
  {
    name: "app moved to another stage",
    to: "pipeline/coupling",
    make: async (world) => world.project.api("PATCH", await couplingOf(world), { stage: "development" }),
    refresh: { [COUPLING]: ["stage"] },
    plan: { [COUPLING]: { op: "update", diff: { stage: "update" } } },
  },
  {
    name: "another app in the pipeline",
    to: "pipeline/theirs",
    async make({ project, pipeline }) {
      const { id } = await project.api("POST", "/apps", { name: `${THEIRS}-app` });
      await project.api("POST", "/pipeline-couplings", { app: id, pipeline, stage: "development" });
    },
    stays: ({ pipelines }) => pipelines[0]?.apps.unshift(`development: ${THEIRS}-app`),
  },
];
