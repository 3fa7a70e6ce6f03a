import { execFile } from "node:child_process";
import { chmodSync, writeFileSync } from "node:fs";
import { promisify } from "node:util";

export function executable(file: string, text: string): void {
  writeFileSync(file, text);
  chmodSync(file, 0o755);
}

/** What a command prints. */
export async function answer(command: string, args: string[], cwd: string, env: NodeJS.ProcessEnv): Promise<string> {
  return (await promisify(execFile)(command, args, { cwd, env })).stdout.trim();
}
