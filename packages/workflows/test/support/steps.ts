import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";

export const ROOT = fileURLToPath(new URL("../../../..", import.meta.url));
const FOLDER = `${ROOT}.github/workflows`;

export interface Step {
  name?: string;
  if?: string;
  id?: string;
  uses?: string;
  with?: Record<string, unknown>;
  run?: string;
  env?: Record<string, string>;
}

export interface Job {
  if?: string;
  needs?: string;
  environment?: string;
  permissions?: Record<string, string>;
  concurrency?: { group: string; "cancel-in-progress": boolean };
  "timeout-minutes"?: number;
  steps: Step[];
}

export interface Workflow {
  file: string;
  source: string;
  on: string | string[] | Record<string, unknown>;
  permissions: unknown;
  concurrency?: Job["concurrency"];
  jobs: Record<string, Job>;
}

export const WORKFLOWS: Workflow[] = readdirSync(FOLDER).map((file) => {
  const source = readFileSync(`${FOLDER}/${file}`, "utf8");
  return { file, source, ...parse(source) };
});

export const JOBS = WORKFLOWS.flatMap((workflow) =>
  Object.entries(workflow.jobs).map(([name, job]) => ({ at: `${workflow.file} ${name}`, workflow, job })),
);

export const jobAt = (wanted: string): Job => {
  const found = JOBS.find(({ at }) => at === wanted);
  if (!found) throw new Error(`There is no job "${wanted}".`);
  return found.job;
};

/** The `run:` steps of a job, as they stand in the file. */
export const runsOf = (job: Job): string[] => job.steps.flatMap(({ run }) => (run === undefined ? [] : [run]));

export interface Ended {
  status: number | null;
  output: string;
}

/** Runs a `run:` step as GitHub's runner does: a file of commands, by bash, with nothing in the environment but what is given. */
export async function runStep(
  run: string,
  cwd: string,
  env: NodeJS.ProcessEnv,
  watch?: (output: string, kill: (signal: NodeJS.Signals) => void) => void,
): Promise<Ended> {
  const { PATH, HOME, XDG_CACHE_HOME, npm_config_registry, GOPROXY } = process.env;
  const machine = { PATH, HOME, XDG_CACHE_HOME, npm_config_registry, GOPROXY, CI: "true", GITHUB_ACTIONS: "true" };
  const child = spawn("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", run], {
    cwd,
    env: { ...machine, ...env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true, // As a runner's step: no terminal, and a group of its own.
  });
  const ended: Ended = { status: null, output: "" };
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      ended.output += text;
      watch?.(ended.output, (signal) => child.kill(signal));
    });
  [ended.status] = (await once(child, "close")) as [number | null];
  return ended;
}
