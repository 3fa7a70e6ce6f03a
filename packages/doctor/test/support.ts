import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { run } from "@consumer-notebook/toolchain";
import type { Finding } from "../report.mjs";

export const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

export interface Diagnosis {
  status: number | null;
  findings: Finding[];
  output: string;
  /** The findings of a check that are no `ok`, as lines: `problem: text | mend`. */
  wrong(check: string): string[];
}

/** `npm run doctor -- --json` in a folder. */
export async function doctor(folder: string, env: NodeJS.ProcessEnv, root = ROOT): Promise<Diagnosis> {
  const args = [join(root, "packages/doctor/bin/doctor.mjs"), "--json"];
  const { status, output, stdout } = await run(process.execPath, args, folder, { env });
  if (!stdout.startsWith("{")) throw new Error(`the doctor ended with ${status}:\n${output}`);
  const { findings }: { findings: Finding[] } = JSON.parse(stdout);
  const line = ({ level, text, mend }: Finding) => `${level}: ${text}${mend === undefined ? "" : ` | ${mend}`}`;
  const wrong = (check: string) =>
    findings.filter((finding) => finding.check === check && finding.level !== "ok").map(line);
  return { status, findings, output, wrong };
}
