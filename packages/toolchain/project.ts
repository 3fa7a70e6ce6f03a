import { cpSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pulumiEnvironment, SANDBOX_KEY, SANDBOX_PASSPHRASE } from "./environment.ts";
import { askHeroku } from "./heroku-api.ts";
import { ROOT } from "./paths.ts";
import { locatePulumi } from "./pulumi-cli.ts";
import { type Ran, type RunOptions, run } from "./run.ts";
import { startSandbox } from "./sandbox.ts";

/** A request as the sandbox's log has it. */
export interface Request {
  method: string;
  /** Without the query. */
  path: string;
  status: number;
}

/**
 * A Pulumi project of this repository in a folder, with a state, a Pulumi home and a sandbox process of its own: whatever is
 * done to it stays there.
 */
export interface Project {
  /** Stands for the repository's root. */
  readonly folder: string;
  /** Of the sandbox; another one after `withoutSandbox`. */
  readonly address: string;
  /** Of its commands; may be changed, such as where the state is. */
  env: NodeJS.ProcessEnv;
  /** Runs the real CLI. */
  pulumi(args: readonly string[], options?: RunOptions): Promise<Ran>;
  /** The same, and an error where the exit status is not 0. */
  ok(...args: string[]): Promise<Ran>;
  /** Heroku's API as somebody else would use it. */
  api<T = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<T>;
  /** The API requests that some work makes, and what it returned. */
  counting<T>(work: () => Promise<T>): Promise<{ requests: Request[]; result: T }>;
  /** The sandbox's own control paths: `/faults`. */
  control<T = unknown>(method: string, path: string, body?: unknown): Promise<T>;
  /** What the sandbox has printed. */
  sandboxLog(): string;
  /** Stops the sandbox for some work, and starts it again; it holds what it held only if it has `data`. */
  withoutSandbox(work: () => void): Promise<void>;
  close(): Promise<void>;
}

export interface ProjectOptions {
  /** Files and folders of the repository that commands may change; components and packages are the repository's own. */
  copied: readonly string[];
  /** Folder of Pulumi.yaml, from the root on; the root where it is left out. */
  at?: string;
  /** API key of its commands. */
  key?: string;
  /** Folder of the project that keeps what the sandbox holds. */
  data?: string | undefined;
  /** Further options of the sandbox, such as `--rate-limit 100`. */
  sandboxOptions?: readonly string[];
  /** Puts more into the folder, before the sandbox starts. */
  prepare?(folder: string): void;
}

export async function openProject(options: ProjectOptions): Promise<Project> {
  const { copied, at = "", key = SANDBOX_KEY, data, sandboxOptions = [], prepare } = options;
  const pulumi = await locatePulumi();
  const folder = mkdtempSync(join(tmpdir(), "consumer-notebook-"));
  for (const name of copied) cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  for (const name of ["components", "node_modules", "packages"]) symlinkSync(join(ROOT, name), join(folder, name));
  prepare?.(folder);
  const start = () =>
    startSandbox({ ...(data === undefined ? {} : { data: join(folder, data) }), options: sandboxOptions });
  let sandbox = await start();
  const env: NodeJS.ProcessEnv = {
    ...pulumiEnvironment(pulumi, process.env),
    get HEROKU_API_URL() {
      return sandbox.url;
    },
    HEROKU_API_KEY: key,
    PULUMI_BACKEND_URL: `file://${folder}`,
    PULUMI_HOME: join(folder, "home"),
    XDG_STATE_HOME: join(folder, "state-home"),
    PULUMI_CONFIG_PASSPHRASE: SANDBOX_PASSPHRASE,
    NO_COLOR: "1",
  };
  const project: Project = {
    folder,
    get address() {
      return sandbox.url;
    },
    env,
    pulumi: (args, given = {}) =>
      run(pulumi, ["--non-interactive", ...args], join(folder, at), { ...given, env: { ...env, ...given.env } }),
    async ok(...args) {
      const ran = await project.pulumi(args);
      if (ran.status !== 0) throw new Error(`pulumi ${args.join(" ")} ended with ${ran.status}:\n${ran.output}`);
      return ran;
    },
    api: (method, path, body) => askHeroku({ url: sandbox.url, key }, method, path, body),
    async counting(work) {
      await project.control("DELETE", "/requests");
      const result = await work();
      return { requests: await project.control<Request[]>("GET", "/requests"), result };
    },
    control: (method, path, body) => project.api(method, `/_sandbox${path}`, body),
    sandboxLog: () => sandbox.log(),
    async withoutSandbox(work) {
      await sandbox.stop();
      work();
      sandbox = await start();
    },
    async close() {
      await sandbox.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return project;
}
