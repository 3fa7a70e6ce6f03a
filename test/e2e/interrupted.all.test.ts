import { mendHalfWritten } from "@consumer-notebook/toolchain";
import { afterEach, beforeEach, expect, test } from "vitest";
import { follow } from "../support/follow.ts";
import { commandsOf } from "../support/page.ts";
import { processesIn } from "../support/processes.ts";
import { newProject, type Project } from "../support/project.ts";
import { expectSettled } from "../support/settled.ts";

let project: Project;
beforeEach(async () => {
  project = await newProject({ sandboxOptions: ["--provision-ms", "2500"] });
  await project.ok("stack", "init", "organization/consumer-notebook/staging");
});
afterEach(() => project.close());

const UP = ["up", "--stack", "staging", "--yes", "--skip-preview"];

test("after Ctrl-C every wait ends within five seconds, what exists stays in state, and the next up goes on", async () => {
  let interruptedAt = 0;
  const { status, output } = await project.pulumi(UP, {
    watch(soFar, kill) {
      if (interruptedAt || !/waiting for .* to be provisioned/.test(soFar)) return;
      interruptedAt = performance.now();
      kill("SIGINT");
    },
  });
  expect(interruptedAt).toBeGreaterThan(0);
  expect(performance.now() - interruptedAt).toBeLessThan(5_000);
  expect(status).not.toBe(0);
  expect(output).toMatch(/cancelled; what exists is kept in state/);
  const made = await project.api<{ id: string }[]>("GET", "/addons");
  await project.ok(...UP);
  const after = await project.api<{ id: string; state: string }[]>("GET", "/addons");
  expect(after.map(({ id }) => id)).toEqual(expect.arrayContaining(made.map(({ id }) => id)));
  expect(after.filter(({ state }) => state !== "provisioned")).toEqual([]);
  expect(after).toHaveLength(8);
  await project.ok("preview", "--stack", "staging", "--refresh", "--expect-no-changes");
});

test("after kill -9 of the CLI nothing runs on, and the next up makes nothing twice", async () => {
  let killed = false;
  await project.pulumi(UP, {
    watch(soFar, kill) {
      if (killed || !/waiting for .* to be provisioned/.test(soFar)) return;
      killed = true;
      kill("SIGKILL");
    },
  });
  expect(killed).toBe(true);
  await expect.poll(() => processesIn(project.folder), { timeout: 8_000 }).toEqual([]);
  // Now and then the kill hits Pulumi in the middle of a write.
  mendHalfWritten(project.folder);
  const locked = await project.pulumi(UP);
  expect(locked.output).toMatch(/the stack is currently locked[\s\S]*`pulumi cancel`[\s\S]*created by \S+ \(pid \d+\)/);
  await follow(project, commandsOf("docs/how-to/after-an-interruption.md"));
  expect(await project.api<unknown[]>("GET", "/addons")).toHaveLength(8);
  expect(await project.api<unknown[]>("GET", "/apps")).toHaveLength(1);
  await expectSettled(project, "staging");
});
