import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Project } from "@consumer-notebook/toolchain";
import { median } from "./figures.ts";
import { COMMANDS, measure } from "./measure.ts";
import { staging } from "./subjects.ts";

/** Something that makes a preview fast, and how to do without it. */
interface Decision {
  name: string;
  /** Changes files of the project. */
  undo?(project: Project): void;
  env?: NodeJS.ProcessEnv;
}

const atFirst = (lines: string) => (project: Project) => edit(project, "index.ts", (program) => `${lines}\n${program}`);

/** As the SDK did before it was generated. */
const DEFINITIONS = `import { allLookUps, allResources } from "./packages/heroku/definitions.ts";
await Promise.all([allLookUps(), allResources()]);`;

const DECISIONS: readonly Decision[] = [
  { name: "as it is" },
  { name: "the program imports all of `@pulumi/pulumi`", undo: atFirst(`import "@pulumi/pulumi";`) },
  {
    name: "nothing that Node compiles is kept",
    env: { NODE_COMPILE_CACHE: undefined, NODE_DISABLE_COMPILE_CACHE: "1" },
  },
  {
    name: "Pulumi translates stack traces by its source maps",
    undo: (project) => without(project, "index.ts", "native-traces"),
  },
  { name: "the Node host looks through the whole folder", undo: (project) => without(project, "Pulumi.yaml", "main:") },
  { name: "the program loads every definition", undo: atFirst(DEFINITIONS) },
];

/** A preview of staging with one decision undone at a time, as medians in ms. */
export async function measureDecisions(rounds: number, say: (line: string) => void): Promise<Record<string, number>> {
  const project = await staging.open();
  try {
    await project.ok(...COMMANDS.up);
    const runs: Record<string, number>[] = [];
    // The first round fills the compile cache and is not counted.
    for (let round = 0; round <= rounds; round++) {
      say(`decisions, round ${round} of ${rounds}`);
      runs.push(await everyOne(project));
    }
    const counted = runs.slice(1);
    return Object.fromEntries(DECISIONS.map(({ name }) => [name, median(counted.map((run) => run[name] ?? NaN))]));
  } finally {
    await project.close();
  }
}

async function everyOne(project: Project): Promise<Record<string, number>> {
  const all: Record<string, number> = {};
  const kept = ["index.ts", "Pulumi.yaml"].map((name) => {
    const file = join(project.folder, name);
    return { file, text: readFileSync(file, "utf8") };
  });
  for (const { name, undo, env } of DECISIONS) {
    undo?.(project);
    all[name] = (await measure(project, COMMANDS.preview, env)).ms;
    for (const { file, text } of kept) writeFileSync(file, text);
  }
  return all;
}

/** Without the lines that hold a text; there have to be some. */
const without = (project: Project, file: string, text: string): void =>
  edit(project, file, (lines) =>
    lines
      .split("\n")
      .filter((line) => !line.includes(text))
      .join("\n"),
  );

function edit({ folder }: Project, file: string, change: (text: string) => string): void {
  const path = join(folder, file);
  const before = readFileSync(path, "utf8");
  const after = change(before);
  if (after === before) throw new Error(`${file} has nothing to undo.`);
  writeFileSync(path, after);
}
