import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { ToolchainError } from "./errors.ts";
import { TOOLCHAIN } from "./paths.ts";

const MODULE = "github.com/heroku/heroku-go/v6";

/**
 * Heroku's published schema of the Platform API (JSON Schema draft 4). Heroku's Go client holds it; go.sum checks the
 * module, and Go's own cache keeps it.
 */
export async function herokuSchema(): Promise<unknown> {
  const cwd = join(TOOLCHAIN, "go", "heroku-schema");
  let stdout: string;
  try {
    const env = { ...process.env, GOWORK: "off", GOFLAGS: "-mod=readonly" };
    ({ stdout } = await promisify(execFile)("go", ["mod", "download", "-json", MODULE], { cwd, env }));
  } catch (error) {
    throw new ToolchainError(
      `Heroku's schema could not be had: it comes with the Go module ${MODULE}, for which Go (https://go.dev/dl/) and, ` +
        `the first time, the network are needed.\n${error instanceof Error ? error.message : error}`,
    );
  }
  const { Dir: folder }: { Dir: string } = JSON.parse(stdout);
  return JSON.parse(await readFile(join(folder, "schema.json"), "utf8"));
}
