import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { deployedProject } from "../support/deployed.ts";
import { previewChanges } from "../support/preview.ts";
import type { Project, Ran, RunOptions } from "../support/project.ts";

let project: Project;
beforeAll(async () => {
  project = await deployedProject("staging");
  // Standard dynos: of Basic ones a process type has one only.
  for (const type of ["web", "worker"]) project.set("staging", ["formation", type, "size"], "standard-1x");
  await project.ok("up", "--stack", "staging", "--yes", "--skip-preview");
});
afterAll(() => project.close());

const stackFile = () => readFileSync(join(project.folder, "Pulumi.staging.yaml"), "utf8");

const workers = async () => {
  const types = await project.api<{ type: string; quantity: number }[]>(
    "GET",
    "/apps/consumer-notebook-staging/formation",
  );
  return types.find(({ type }) => type === "worker")?.quantity;
};

const scale = (forText: string, options: RunOptions = {}): Promise<Ran> =>
  project.script("packages/operations/bin/scale.ts", ["--stack", "staging", "worker=50", "--for", forText], options);

/** Sends one signal when the output has this text. */
function once(text: string, signal: NodeJS.Signals): RunOptions {
  let isSent = false;
  return {
    watch(output, kill) {
      if (isSent || !output.includes(text)) return;
      isSent = true;
      kill(signal);
    },
  };
}

test("up, wait, and back to what is declared, with what it cost", async () => {
  const declared = stackFile();
  let seen: Promise<number | undefined> | undefined;
  const { status, output } = await scale("1s", {
    watch(text) {
      if (text.includes("Back in 1 s")) seen ??= workers();
    },
  });
  expect(status, output).toBe(0);
  expect([await seen, await workers(), stackFile()]).toEqual([50, 1, declared]);
  expect(output).toMatch(/staging runs worker=1 \(standard-1x\) again\. That cost \$\d\.\d\d in \d+ s\.\n$/);
  await project.ok("preview", "--stack", "staging", "--refresh", "--expect-no-changes");
});

test("Ctrl-C goes back at once", async () => {
  const { status, output } = await scale("1h", once("Back in 1 h", "SIGINT"));
  expect(status, output).toBe(130);
  expect(await workers()).toBe(1);
  await project.ok("preview", "--stack", "staging", "--refresh", "--expect-no-changes");
});

test("after a kill every preview shows what runs too much, and an up takes it back", async () => {
  await scale("1h", once("Back in 1 h", "SIGKILL"));
  expect(await workers()).toBe(50);
  expect(await previewChanges(project, "staging")).toEqual({
    "Formation site": { op: "update", diff: { "processes.worker.quantity": "update" } },
  });
  await project.ok("up", "--stack", "staging", "--yes", "--skip-preview", "--refresh");
  expect(await workers()).toBe(1);
});

test("what Heroku refuses is not waited for, and leaves nothing behind", async () => {
  const { status, output } = await project.script("packages/operations/bin/scale.ts", [
    ...["--stack", "staging", "worker=500", "--for", "1h"],
  ]);
  expect(status, output).toBe(1);
  expect(output).not.toMatch(/Back in/);
  expect(await workers()).toBe(1);
});

test("a process type that is not declared is an error in one line", async () => {
  const { status, output } = await project.script("packages/operations/bin/scale.ts", [
    ...["--stack", "staging", "clock=5", "--for", "6m"],
  ]);
  expect([status, output]).toEqual([
    1,
    "error: Stack staging runs no clock yet. Bring it up first: npx pulumi up --stack staging\n",
  ]);
});
