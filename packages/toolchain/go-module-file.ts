import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { ToolchainError } from "./errors.ts";
import { TOOLCHAIN } from "./paths.ts";

interface ModuleFile {
  /** Begins the sentence that says what could not be had. */
  what: string;
  /** Folder under `go/` whose go.mod and go.sum pin the module. */
  folder: string;
  module: string;
  /** JSON file in the module. */
  file: string;
}

/** A JSON file that a Go module holds; go.sum checks the module, and Go's own cache keeps it. */
export async function goModuleFile({ what, folder, module, file }: ModuleFile): Promise<unknown> {
  const cwd = join(TOOLCHAIN, "go", folder);
  let stdout: string;
  try {
    const env = { ...process.env, GOWORK: "off", GOFLAGS: "-mod=readonly" };
    ({ stdout } = await promisify(execFile)("go", ["mod", "download", "-json", module], { cwd, env }));
  } catch (error) {
    throw new ToolchainError(
      `${what} could not be had: it comes with the Go module ${module}, for which Go (https://go.dev/dl/) and, ` +
        `the first time, the network are needed.\n${error instanceof Error ? error.message : error}`,
    );
  }
  const { Dir: downloaded }: { Dir: string } = JSON.parse(stdout);
  return JSON.parse(await readFile(join(downloaded, file), "utf8"));
}
