import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openProject, type Project, type Ran, run } from "@consumer-notebook/toolchain";

/** A resource of a program that a test changes from run to run. `@NAME` in its arguments is the id of another one. */
export interface Line {
  /** Of `@pulumi/heroku`; `Provider`, or `Component` for a component without anything of its own, as well. */
  type: string;
  name: string;
  args?: object;
  parent?: string;
  provider?: string;
  aliases?: object[];
  dependsOn?: string;
}

export interface Program extends Project {
  /** `npx pulumi ARGS`, in place of the CLI itself. */
  shim(...args: string[]): Promise<Ran>;
  declare(lines: readonly Line[]): void;
}

const SHIM = join(import.meta.dirname, "../../packages/toolchain/bin/pulumi.mjs");

/** A project with a stack `dev` whose program declares what a test says. */
export async function openProgram(): Promise<Program> {
  const project = await openProject({
    copied: ["package.json", "examples"],
    sandboxOptions: ["--provision-ms", "50"],
    prepare(folder) {
      cpSync(join(import.meta.dirname, "program", "index.ts"), join(folder, "index.ts"));
      writeFileSync(join(folder, "Pulumi.yaml"), PULUMI_YAML);
    },
  });
  await project.ok("stack", "init", "organization/program/dev");
  return Object.assign(project, {
    shim: (...args: string[]) => run(process.execPath, [SHIM, ...args], project.folder, { env: project.env }),
    declare: (lines: readonly Line[]) => writeFileSync(join(project.folder, "resources.json"), JSON.stringify(lines)),
  });
}

const PULUMI_YAML = `name: program
main: index.ts
runtime:
  name: nodejs
  options:
    typescript: false
plugins:
  providers:
    - name: heroku
      path: ./packages/heroku/bin
`;
