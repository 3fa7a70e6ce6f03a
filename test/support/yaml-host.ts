import { execFile, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const MODULE = fileURLToPath(new URL("./yaml-host", import.meta.url));
const HOST = "github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml";

export const hasGo = spawnSync("go", ["version"]).status === 0;

/** Pulumi's host for programs in YAML, in a folder of its own; go.sum checks what it is built from. */
export async function yamlHost(): Promise<{ folder: string; remove(): void }> {
  const folder = mkdtempSync(join(tmpdir(), "yaml-host-"));
  const env = { ...process.env, CGO_ENABLED: "0", GOWORK: "off", GOFLAGS: "-mod=readonly" };
  const args = ["build", "-trimpath", "-buildvcs=false", "-o", join(folder, "pulumi-language-yaml"), HOST];
  await promisify(execFile)("go", args, { cwd: MODULE, env, maxBuffer: 1 << 24 });
  return { folder, remove: () => rmSync(folder, { recursive: true }) };
}
