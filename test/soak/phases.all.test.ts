import { afterAll, beforeAll, expect, test } from "vitest";
import { type Kept, newProject, type Project } from "../support/project.ts";
import { CHANGING, commandOf, type Phase, REQUESTS, STACK, starts } from "./phases.ts";

let project: Project;
let before: Record<Phase, Kept>;
beforeAll(async () => {
  project = await newProject({ keeps: true });
  await project.ok("stack", "init", `organization/consumer-notebook/${STACK}`);
  before = await starts(project);
});
afterAll(() => project.close());

// Else the faults and kills of a soak would not reach the last ones.
test.each([...CHANGING, "refresh"] as const)("REQUESTS has all that a %s makes", async (phase) => {
  await project.bring(before[phase]);
  const { requests } = await project.counting(() => project.ok(...commandOf(phase)));
  expect(requests.length).toBeLessThanOrEqual(REQUESTS[phase]);
});
