import { existsSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ToolchainError, type Workplace } from "@consumer-notebook/toolchain";
import { herokuReader } from "@pulumi/heroku/read";
import { describeApp, ownVars } from "./description.ts";
import { type ExistingApp, readApp } from "./existing-app.ts";
import { filesOf } from "./files.ts";
import { importsOf } from "./imports.ts";
import { leftAlone } from "./left-alone.ts";
import { type Pulumi, pulumiIn } from "./pulumi.ts";

export interface Adoption {
  /** Name of the app at Heroku. */
  app: string;
  /** Name of the stack; by default the app's stage in its pipeline, else `production`. */
  stack?: string;
  /** Folder that is made for it. */
  into: string;
  /** Folder of the repository whose components the program uses. */
  root: string;
  /** Config vars that anyone may read; all others are secret. */
  plain: readonly string[];
}

export interface Adopted {
  stack: string;
  files: string[];
  /** Sentences that say what the stack does not take over, and what to do. */
  leftAlone: string[];
}

/**
 * Reads an app and writes a program, a stack file and the imports for it. Nothing changes at Heroku. A secret goes from
 * Heroku's answer to Pulumi's standard input and comes out encrypted: it is never in a file or in an argument in clear.
 */
export async function adopt(
  { app: name, stack: given, into, root, plain }: Adoption,
  place: Workplace,
): Promise<Adopted> {
  if (existsSync(into)) throw new ToolchainError(`${into} exists already; name another folder with --into.`);
  const app = await existing(name, place.env);
  refuseUnknown(app, plain);
  const description = describeApp(app, plain);
  const stack = given ?? description.settings.pipeline?.stage ?? "production";
  const imports = importsOf(app, description);
  const files = filesOf(app.name, stack, { folder: into, root }, { settings: description.settings, imports });
  await mkdir(into, { recursive: true });
  try {
    for (const [file, text] of Object.entries(files)) await writeFile(join(into, file), text);
    await makeStack(stack, description.secrets, pulumiIn(into, place));
  } catch (error) {
    await rm(into, { recursive: true });
    throw error;
  }
  return { stack, files: Object.keys(files), leftAlone: leftAlone(app) };
}

/** A stack with its secrets, or none: one that was made and could not be filled would be in the way of the next attempt. */
async function makeStack(stack: string, secrets: Record<string, string>, pulumi: Pulumi): Promise<void> {
  await pulumi(["stack", "init", stack]);
  try {
    for (const [key, value] of Object.entries(secrets)) {
      // Pulumi takes one line break away.
      await pulumi(["config", "set", "--secret", "--stack", stack, key], `${value}\n`);
    }
  } catch (error) {
    await pulumi(["stack", "rm", "--yes", "--stack", stack]);
    throw error;
  }
}

async function existing(name: string, env: NodeJS.ProcessEnv): Promise<ExistingApp> {
  const heroku = herokuReader(env);
  try {
    const app = await readApp(heroku, name);
    if (!app) throw new ToolchainError(`There is no app "${name}" that this account may see.`);
    return app;
  } finally {
    await heroku.close();
  }
}

function refuseUnknown(app: ExistingApp, plain: readonly string[]): void {
  const own = ownVars(app);
  const unknown = plain.filter((key) => !own.includes(key));
  if (unknown.length > 0)
    throw new ToolchainError(
      `--plain names ${unknown.join(", ")}: not a config var of ${app.name} of its own. It has ${own.join(", ") || "none"}.`,
    );
}
