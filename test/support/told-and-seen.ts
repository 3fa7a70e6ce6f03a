import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Effects, seenEffects, toldEffects, type World, worldOf } from "./effects.ts";
import { newProject, type Project } from "./project.ts";
import { reviewed } from "./reviewed.ts";

/** Some lines of a stack file that change. */
export interface Change {
  what: string;
  lines: [path: (string | number)[], value: unknown][];
  /** What is changed beside the stack file. */
  also?(project: Project): Promise<unknown>;
  /** What is seen at least, or the case does not try what it says. */
  brings: Partial<Effects>;
}

export const NOTHING = { restarts: [], releases: 0, lost: [], down: [], dns: [], slow: [] };
export const RESTART = { ...NOTHING, restarts: ["web", "worker"], releases: 1 };

export const applied = (project: Project, stack: string) =>
  project.ok("up", "--stack", stack, "--yes", "--skip-preview");

export async function made(project: Project, stack: string): Promise<void> {
  await project.ok("stack", "init", `organization/consumer-notebook/${stack}`);
  await applied(project, stack);
}

interface Sequence {
  stack: string;
  /** The names that the stack's app has, one after another. */
  app: RegExp;
  prepare(project: Project): Promise<unknown>;
  changes: Change[];
}

/** One change after another is reviewed and applied; what its review told has to be what the sandbox saw. */
export function toldIsSeen({ stack, app, prepare, changes }: Sequence): void {
  describe(`what a review of ${stack} tells is what happens`, () => {
    let project: Project;
    let before: World;
    beforeAll(async () => {
      project = await newProject();
      await prepare(project);
      before = await worldOf(project, app);
    });
    afterAll(() => project.close());

    for (const { what, lines, also, brings } of changes) {
      test(what, async () => {
        for (const [path, value] of lines) project.set(stack, path, value);
        await also?.(project);
        const told = toldEffects(await reviewed(project, stack));
        await applied(project, stack);
        const after = await worldOf(project, app);
        const seen = seenEffects(before, after);
        before = after;
        expect(seen).toMatchObject(brings);
        expect(told).toEqual(seen);
      });
    }
  });
}
