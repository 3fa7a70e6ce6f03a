import { execFileSync } from "node:child_process";
import { cpSync, existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ROOT } from "./steps.ts";

/** This repository as it is on disk, as the one commit of a clone of its own, with all that is installed. */
export interface Clone {
  folder: string;
  git(...args: string[]): string;
  /** Changes a file and commits that. */
  change(path: string, change: (text: string) => string): void;
  /** Does some work in `.sandbox/`, of which nothing is left there. */
  sandbox<T>(work: () => Promise<T>): Promise<T>;
  remove(): void;
}

export function newClone(): Clone {
  const folder = mkdtempSync(join(tmpdir(), "workflows-"));
  const git = (...args: string[]) => execFileSync("git", args, { cwd: folder, encoding: "utf8" }).trim();
  const commit = () => {
    git("add", "--all");
    git("-c", "user.name=test", "-c", "user.email=test@example.com", "commit", "--quiet", "--message=test");
  };
  git("init", "--quiet", "--initial-branch=main");
  for (const path of files()) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    cpSync(join(ROOT, path), join(folder, path), { verbatimSymlinks: true });
  }
  commit();
  // Hard links: what is installed takes hundreds of megabytes, and nobody writes to it.
  for (const path of ["node_modules", ...globSync("packages/*/node_modules", { cwd: ROOT })])
    execFileSync("cp", ["-al", join(ROOT, path), join(folder, path)]);
  return {
    folder,
    git,
    change(path, change) {
      const file = join(folder, path);
      writeFileSync(file, change(readFileSync(file, "utf8")));
      commit();
    },
    async sandbox(work) {
      mkdirSync(join(folder, ".sandbox"));
      try {
        return await work();
      } finally {
        rmSync(join(folder, ".sandbox"), { recursive: true });
      }
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

const files = () =>
  execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "--deduplicate"], {
    cwd: ROOT,
    encoding: "utf8",
  })
    .split("\n")
    .filter((path) => path !== "" && existsSync(join(ROOT, path)));
