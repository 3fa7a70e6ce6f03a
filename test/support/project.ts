import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { pulumiCli, SANDBOX_PASSPHRASE, type Sandbox, startSandbox } from "@consumer-notebook/toolchain";
import { parseDocument } from "yaml";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const COPIED = ["Pulumi.yaml", "Pulumi.staging.yaml", "Pulumi.production.yaml", "index.ts", "package.json"];

const DATA = "sandbox-data";
const KEPT = [".pulumi", "Pulumi.staging.yaml", "Pulumi.production.yaml", DATA];

/** The API key of the end-to-end tests: a canary that must never appear anywhere. */
export const KEY = "canary-api-key-7f3a";

export interface Ran {
  status: number | null;
  /** Standard output and standard error, as they came. */
  output: string;
  stdout: string;
}

export interface Request {
  method: string;
  path: string;
  status: number;
}

/**
 * The stacks of this repository in a folder, with a state, a Pulumi home and a sandbox process of their own: whatever a
 * test does to them stays there.
 */
export interface Project {
  folder: string;
  /** Of the sandbox; another one once something was brought back. */
  readonly address: string;
  /** Of its commands; a test may change it, such as where the state is. */
  env: NodeJS.ProcessEnv;
  /** Runs the real CLI. */
  pulumi(args: string[], options?: RunOptions): Promise<Ran>;
  /** The same, and an error where the exit status is not 0. */
  ok(...args: string[]): Promise<Ran>;
  /** Runs a script of this repository, such as `packages/operations/bin/scale.ts`, in the project's folder. */
  script(path: string, args: string[], options?: RunOptions): Promise<Ran>;
  /** Changes a value of a stack file; undefined removes it. */
  set(stack: string, path: (string | number)[], value: unknown): void;
  /** The stack files as they are in the repository. */
  restore(): void;
  /** Heroku's API as somebody else would use it. */
  api<T = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<T>;
  /** The API requests that some work makes, and what it returned. */
  counting<T>(work: () => Promise<T>): Promise<{ requests: Request[]; result: T }>;
  control<T = unknown>(method: string, path: string, body?: unknown): Promise<T>;
  /** Every file of the backend, as one text. */
  state(): string;
  /** What the sandbox has printed. */
  sandboxLog(): string;
  /** Keeps backend, stack files and Heroku as they are now; needs `keeps`. */
  keep(): Promise<Kept>;
  /** Brings them back as they were kept. */
  bring(kept: Kept): Promise<void>;
  close(): Promise<void>;
}

/** A copy of everything that a project and its sandbox hold. */
export interface Kept {
  folder: string;
}

interface ProjectOptions {
  sandboxOptions?: string[];
  /** The sandbox keeps what it holds in a file, so that `keep` and `bring` can copy it. */
  keeps?: boolean;
}

export interface RunOptions {
  env?: NodeJS.ProcessEnv;
  /** What is typed in. */
  input?: string;
  /** Called with the output so far, each time there is more; may signal the process. */
  watch?(output: string, kill: (signal: NodeJS.Signals) => void): void;
  /** Called with the process, which leads a group of its own, as a shell starts what is typed in. */
  started?(pid: number): void;
}

export async function newProject({ sandboxOptions = [], keeps = false }: ProjectOptions = {}): Promise<Project> {
  const folder = mkdtempSync(join(tmpdir(), "consumer-notebook-"));
  for (const name of COPIED) cpSync(join(ROOT, name), join(folder, name));
  cpSync(join(ROOT, "examples"), join(folder, "examples"), { recursive: true });
  for (const name of ["components", "node_modules", "packages"]) symlinkSync(join(ROOT, name), join(folder, name));
  const { pulumi: cli, env } = await pulumiCli();
  const data = keeps ? join(folder, DATA) : undefined;
  const start = () =>
    startSandbox({ ...(data ? { data } : {}), options: ["--provision-ms", "100", ...sandboxOptions] });
  let sandbox = await start();
  const own: NodeJS.ProcessEnv = {
    ...env,
    get HEROKU_API_URL() {
      return sandbox.url;
    },
    HEROKU_API_KEY: KEY,
    PULUMI_BACKEND_URL: `file://${folder}`,
    PULUMI_HOME: join(folder, "home"),
    PULUMI_CONFIG_PASSPHRASE: SANDBOX_PASSPHRASE,
    NO_COLOR: "1",
  };
  const project: Project = {
    folder,
    get address() {
      return sandbox.url;
    },
    env: own,
    pulumi: (args, options = {}) =>
      run(cli, ["--non-interactive", ...args], folder, { ...own, ...options.env }, options),
    async ok(...args) {
      const ran = await project.pulumi(args);
      if (ran.status !== 0) throw new Error(`pulumi ${args.join(" ")} ended with ${ran.status}:\n${ran.output}`);
      return ran;
    },
    script: (path, args, options = {}) =>
      run(process.execPath, [join(ROOT, path), ...args], folder, { ...own, ...options.env }, options),
    set(stack, path, value) {
      const file = join(folder, `Pulumi.${stack}.yaml`);
      const document = parseDocument(readFileSync(file, "utf8"));
      const [key, ...rest] = path;
      const at = ["config", `consumer-notebook:${key}`, ...rest];
      if (value === undefined) document.deleteIn(at);
      else document.setIn(at, value);
      writeFileSync(file, String(document));
    },
    restore() {
      for (const name of COPIED) cpSync(join(ROOT, name), join(folder, name));
    },
    api: (method, path, body) => call(sandbox, method, path, body),
    async counting(work) {
      await call(sandbox, "DELETE", "/_sandbox/requests");
      const result = await work();
      return { requests: await call<Request[]>(sandbox, "GET", "/_sandbox/requests"), result };
    },
    control: (method, path, body) => call(sandbox, method, `/_sandbox${path}`, body),
    state: () =>
      filesUnder(join(folder, ".pulumi"))
        .map((file) => readFileSync(file, "utf8"))
        .join("\n"),
    sandboxLog: () => sandbox.log(),
    async keep() {
      const kept = mkdtempSync(join(folder, "kept-"));
      await stopped(() => copyParts(folder, kept));
      return { folder: kept };
    },
    async bring({ folder: kept }) {
      await stopped(() => {
        for (const part of KEPT) rmSync(join(folder, part), { recursive: true, force: true });
        copyParts(kept, folder);
      });
    },
    async close() {
      await sandbox.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  /** Copies of a database that is written to are no copies. */
  async function stopped(work: () => void): Promise<void> {
    if (!keeps) throw new Error("This project was made without `keeps`.");
    await sandbox.stop();
    work();
    sandbox = await start();
  }
  return project;
}

const copyParts = (from: string, to: string) => {
  for (const part of KEPT) cpSync(join(from, part), join(to, part), { recursive: true });
};

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).isFile());
}

async function call<T>(sandbox: Sandbox, method: string, path: string, body?: unknown): Promise<T> {
  const answer = await fetch(sandbox.url + path, {
    method,
    headers: {
      accept: "application/vnd.heroku+json; version=3",
      authorization: `Bearer ${KEY}`,
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as T;
}

async function run(
  command: string,
  args: string[],
  cwd: string,
  env: NodeJS.ProcessEnv,
  { watch, input, started }: RunOptions,
): Promise<Ran> {
  const child = spawn(command, args, { cwd, env, stdio: ["pipe", "pipe", "pipe"], detached: started !== undefined });
  if (child.pid !== undefined) started?.(child.pid);
  child.stdin.end(input ?? "");
  const ran: Ran = { status: null, output: "", stdout: "" };
  const more = (text: string, isStdout: boolean) => {
    ran.output += text;
    if (isStdout) ran.stdout += text;
    watch?.(ran.output, (signal) => child.kill(signal));
  };
  child.stdout.setEncoding("utf8").on("data", (text) => more(text, true));
  child.stderr.setEncoding("utf8").on("data", (text) => more(text, false));
  [ran.status] = (await once(child, "close")) as [number | null];
  return ran;
}
