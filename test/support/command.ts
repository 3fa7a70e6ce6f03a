import { execFile } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { SANDBOX_PASSPHRASE } from "@consumer-notebook/toolchain";
import { KEY, type Project } from "./project.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Runs one of this repository's commands (a file of `packages/`) where a project works, and returns what it prints. */
export async function command(project: Project, file: string, ...args: string[]): Promise<string> {
  const env = {
    ...process.env,
    HEROKU_API_URL: project.address,
    HEROKU_API_KEY: KEY,
    PULUMI_BACKEND_URL: `file://${project.folder}`,
    PULUMI_HOME: join(project.folder, "home"),
    PULUMI_CONFIG_PASSPHRASE: SANDBOX_PASSPHRASE,
  };
  const options = { cwd: project.folder, env: { ...env, INIT_CWD: project.folder } };
  const { stdout } = await promisify(execFile)(process.execPath, [join(ROOT, file), ...args], options);
  return stdout;
}
