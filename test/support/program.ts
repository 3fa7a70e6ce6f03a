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
  /** Further resource options that are plain values, such as `protect`. */
  options?: object;
}

export interface Program extends Project {
  /** What a command, which has to succeed, changes at Heroku: its requests that are no reading, as `PATCH /apps/…`. */
  changesOf(...args: string[]): Promise<string[]>;
  /** `npx pulumi ARGS`, in place of the CLI itself. */
  shim(...args: string[]): Promise<Ran>;
  /** `npm run review` or `npm run apply`. */
  toolkit(name: "review" | "apply", ...args: string[]): Promise<Ran>;
  declare(lines: readonly Line[]): void;
}

/** The id of the resource `app`, as an argument. */
export const OF_APP = { app: "@app" };

/** What others stand on that a test renames: an app with a pipeline, a database and code with `web` and `worker`. */
export const baseOf = (name: string): Line[] => [
  { type: "App", name: "app", args: { name } },
  { type: "Pipeline", name: "pipeline", args: { name } },
  {
    type: "AddOn",
    name: "database",
    args: { ...OF_APP, plan: "heroku-postgresql:essential-0", attachment: "DATABASE" },
  },
  { type: "Build", name: "build", args: { ...OF_APP, source: "./examples/site" }, dependsOn: "database" },
];

/** Parts of that app, each of which is the same where it is created twice; without its config vars and dynos. */
export const PARTS_OF_APP: readonly Line[] = [
  { type: "AppFeature", name: "feature", args: { ...OF_APP, name: "http-session-affinity" } },
  { type: "PipelineCoupling", name: "coupling", args: { ...OF_APP, pipeline: "@pipeline", stage: "staging" } },
  { type: "Collaborator", name: "person", args: { ...OF_APP, email: "jane@example.com" } },
  { type: "PostgresBackupSchedule", name: "backups", args: { addOn: "@database", hour: 2 } },
];

const REVIEW = join(import.meta.dirname, "../../packages/review/bin");
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
    async changesOf(...args: string[]) {
      const { requests } = await project.counting(() => project.ok(...args));
      return requests.filter(({ method }) => method !== "GET").map(({ method, path }) => `${method} ${path}`);
    },
    shim: (...args: string[]) => run(process.execPath, [SHIM, ...args], project.folder, { env: project.env }),
    toolkit: (name: string, ...args: string[]) =>
      run(process.execPath, [join(REVIEW, `${name}.ts`), "--stack", "dev", ...args], project.folder, {
        env: project.env,
      }),
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
