import { existsSync } from "node:fs";
import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ToolchainError, type Workplace } from "@consumer-notebook/toolchain";
import { herokuReader } from "@pulumi/heroku/read";
import { composeFile, neededVariables } from "./compose.ts";
import { type Environment, environmentsOf } from "./environment.ts";
import { variableNames } from "./names.ts";
import { scripts } from "./script.ts";
import { resourcesOf } from "./state.ts";

export interface Ejection {
  stack: string;
  /** Folder of the Pulumi project. */
  project: string;
  /** Folder that gets a folder for each app of the stack. */
  into: string;
}

/** Writes what it takes to leave, for each app of a stack, and tells the environments. Nothing changes, no secret is read. */
export async function eject({ stack, project, into }: Ejection, place: Workplace): Promise<Environment[]> {
  const resources = await resourcesOf(stack, project, place);
  const heroku = herokuReader(place.env);
  const environments = await environmentsOf(resources, heroku).finally(() => heroku.close());
  if (environments.length === 0) throw new ToolchainError(`Stack ${stack} has no app: bring it up first.`);
  const folders = environments.map(({ app }) => join(into, app.name));
  const present = folders.find((folder) => existsSync(folder));
  if (present) throw new ToolchainError(`${present} exists already; remove it, or name another folder with --into.`);
  for (const environment of environments) await write(join(into, environment.app.name), filesOf(environment));
  return environments;
}

/** Texts of the files for one app by name. */
export function filesOf(environment: Environment): Record<string, string> {
  const nameOf = variableNames();
  // A config var has the first right to its name.
  for (const key of environment.secretVars) nameOf(key);
  const needed = Object.entries(neededVariables(environment, nameOf));
  return {
    ...scripts(environment, nameOf),
    "compose.yaml": composeFile(environment, nameOf),
    "env.example": needed.map(([name, what]) => `# ${what}\n${name}=\n`).join(""),
  };
}

async function write(folder: string, files: Record<string, string>): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    await writeFile(join(folder, name), text);
    if (name.endsWith(".sh")) await chmod(join(folder, name), 0o755);
  }
}
