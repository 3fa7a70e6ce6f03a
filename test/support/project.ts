import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Project as Opened, openProject, type Ran, type RunOptions, run } from "@consumer-notebook/toolchain";
import { parseDocument } from "yaml";

export type { Ran, Request, RunOptions } from "@consumer-notebook/toolchain";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const COPIED = ["Pulumi.yaml", "Pulumi.staging.yaml", "Pulumi.production.yaml", "index.ts", "package.json"];

const DATA = "sandbox-data";
const KEPT = [".pulumi", "Pulumi.staging.yaml", "Pulumi.production.yaml", DATA];

/** The API key of the end-to-end tests: a canary that must never appear anywhere. */
export const KEY = "canary-api-key-7f3a";

/** The stacks of this repository in a folder of their own, and what a test does to them. */
export interface Project extends Opened {
  /** Runs a script of this repository, such as `packages/operations/bin/scale.ts`, in the project's folder. */
  script(path: string, args: string[], options?: RunOptions): Promise<Ran>;
  /** Changes a value of a stack file; undefined removes it. */
  set(stack: string, path: (string | number)[], value: unknown): void;
  /** The stack files as they are in the repository. */
  restore(): void;
  /** Every file of the backend, as one text. */
  state(): string;
  /** Keeps backend, stack files and Heroku as they are now; needs `keeps`. */
  keep(): Promise<Kept>;
  /** Brings them back as they were kept. */
  bring(kept: Kept): Promise<void>;
}

/** A copy of everything that a project and its sandbox hold. */
export interface Kept {
  folder: string;
}

interface ProjectOptions {
  sandboxOptions?: string[];
  /** The sandbox keeps what it holds in a file, so that `keep` and `bring` can copy it. */
  keeps?: boolean;
  /** What is there from the beginning; `deployed` has stacks that are up. Such a project keeps. */
  from?: Kept;
}

export async function newProject({ sandboxOptions = [], from, keeps = false }: ProjectOptions = {}): Promise<Project> {
  keeps ||= from !== undefined;
  const opened = await openProject({
    copied: [...COPIED, "examples"],
    key: KEY,
    data: keeps ? DATA : undefined,
    sandboxOptions: ["--provision-ms", "100", ...sandboxOptions],
    prepare: (folder) => from && copyParts(from.folder, folder),
  });
  const { folder } = opened;
  // Not a copy: the address is another one once something was brought back.
  return Object.assign(opened, {
    script: (path: string, args: string[], options: RunOptions = {}): Promise<Ran> =>
      run(process.execPath, [join(ROOT, path), ...args], folder, {
        ...options,
        env: { ...opened.env, ...options.env },
      }),
    set(stack: string, path: (string | number)[], value: unknown): void {
      const file = join(folder, `Pulumi.${stack}.yaml`);
      const document = parseDocument(readFileSync(file, "utf8"));
      const [key, ...rest] = path;
      const at = ["config", `consumer-notebook:${key}`, ...rest];
      if (value === undefined) document.deleteIn(at);
      else document.setIn(at, value);
      writeFileSync(file, String(document));
    },
    restore(): void {
      for (const name of COPIED) cpSync(join(ROOT, name), join(folder, name));
    },
    state: (): string =>
      filesUnder(join(folder, ".pulumi"))
        .map((file) => readFileSync(file, "utf8"))
        .join("\n"),
    async keep(): Promise<Kept> {
      const kept = mkdtempSync(join(folder, "kept-"));
      await stopped(() => copyParts(folder, kept));
      return { folder: kept };
    },
    async bring({ folder: kept }: Kept): Promise<void> {
      await stopped(() => {
        for (const part of KEPT) rmSync(join(folder, part), { recursive: true, force: true });
        copyParts(kept, folder);
      });
    },
  });

  /** Copies of a database that is written to are no copies. */
  async function stopped(work: () => void): Promise<void> {
    if (!keeps) throw new Error("This project was made without `keeps`.");
    await opened.withoutSandbox(work);
  }
}

const copyParts = (from: string, to: string) => {
  for (const part of KEPT) cpSync(join(from, part), join(to, part), { recursive: true });
};

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).isFile());
}
