import { execFile, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { promisify } from "node:util";

export const hasGo = spawnSync("go", ["version"]).status === 0;

/** Builds a program into a folder of its own, from a module whose go.sum checks what goes in. */
export async function goBuild(
  module: string,
  program: string,
): Promise<{ folder: string; file: string; remove(): void }> {
  const folder = mkdtempSync(join(tmpdir(), "go-program-"));
  const file = join(folder, basename(program));
  const env = { ...process.env, CGO_ENABLED: "0", GOWORK: "off", GOFLAGS: "-mod=readonly" };
  const args = ["build", "-trimpath", "-buildvcs=false", "-o", file, program];
  await promisify(execFile)("go", args, { cwd: module, env, maxBuffer: 1 << 24 });
  return { folder, file, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
