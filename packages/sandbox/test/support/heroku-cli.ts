import { type ChildProcess, execFile, fork } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { alone, askHeroku, startSandbox } from "@consumer-notebook/toolchain";

const INSTALL = fileURLToPath(new URL("../cli/install.mjs", import.meta.url));
const RUN = fileURLToPath(new URL("../cli/node_modules/heroku/bin/run.js", import.meta.url));
const SESSION = fileURLToPath(new URL("../cli/session.ts", import.meta.url));

const execute = promisify(execFile);

const KEY = "key-of-the-cli";

/** Heroku's own CLI, pointed at a sandbox. */
export interface HerokuCli {
  /** Runs `heroku ARGUMENTS` and returns all that it prints, progress before results; fails unless it ends with status 0. */
  heroku(...args: string[]): Promise<string>;
  /** The same for a command that is refused: returns what it prints. */
  refused(...args: string[]): Promise<string>;
  /** Runs a script in which `heroku` is this CLI, with further variables; fails unless it ends with status 0. */
  script(file: string, variables?: NodeJS.ProcessEnv): Promise<string>;
  /** A folder of its own, outside of any repository: there it runs, and there its settings are. */
  home: string;
  close(): Promise<void>;
}

/** Installs the CLI where its lock file says something new, which takes a minute. */
export async function herokuCli(url: string, key: string): Promise<HerokuCli> {
  // In a process of its own: for as long as it takes, vitest would hear nothing from this one. Other test files want it as well.
  await alone(join(INSTALL, "../node_modules"), () => execute(process.execPath, [INSTALL]));
  const home = mkdtempSync(join(tmpdir(), "heroku-cli-"));
  mkdirSync(join(home, "cache/heroku"), { recursive: true });
  // The CLI's own note that it has shown Heroku's terms of service.
  writeFileSync(join(home, "cache/heroku/terms-of-service"), "");
  const env = environment(url, key, home);
  const session = fork(SESSION, { cwd: home, env, execArgv: ["--no-deprecation"], serialization: "advanced" });
  await answerOf(session);
  const expecting =
    (wanted: boolean) =>
    async (...args: string[]) => {
      session.send(args);
      const { status, stdout, stderr } = await answerOf(session);
      const output = `${stderr}${stdout}`;
      if ((status === 0) === wanted) return unwrapped(output);
      throw new Error(`heroku ${args.join(" ")} ended with status ${status}:\n${output}`);
    };
  return {
    heroku: expecting(true),
    refused: expecting(false),
    async script(file, variables = {}) {
      const bin = join(home, "bin");
      mkdirSync(bin, { recursive: true });
      writeFileSync(join(bin, "heroku"), `#!/bin/sh\nexec "${process.execPath}" "${RUN}" "$@"\n`, { mode: 0o755 });
      const path = `${bin}${delimiter}${env.PATH}`;
      const { stdout, stderr } = await execute(file, [], { cwd: home, env: { ...env, ...variables, PATH: path } });
      return stderr + stdout;
    },
    home,
    async close() {
      const ended = session.connected ? once(session, "exit") : undefined;
      if (session.connected) session.disconnect();
      await ended;
      rmSync(home, { recursive: true, force: true });
    },
  };
}

export interface SandboxWithCli extends Pick<HerokuCli, "heroku" | "refused" | "home"> {
  /** A request to the sandbox with the CLI's key; fails unless it is answered well. */
  api<T = Record<string, unknown>>(method: string, path: string, body?: object): Promise<T>;
  close(): Promise<void>;
}

/** A sandbox of its own, and the CLI pointed at it. */
export async function sandboxWithCli(): Promise<SandboxWithCli> {
  const sandbox = await startSandbox({ options: ["--seed", "1", "--provision-ms", "1"] });
  const { close, ...cli } = await herokuCli(sandbox.url, KEY).catch(async (error: unknown) => {
    await sandbox.stop();
    throw error;
  });
  return {
    ...cli,
    api: (method, path, body) => askHeroku({ url: sandbox.url, key: KEY }, method, path, body),
    async close() {
      await close();
      await sandbox.stop();
    },
  };
}

interface Ended {
  status: number;
  stdout: string;
  stderr: string;
}

/** What the process of the CLI sends next: how a command ended. */
async function answerOf(session: ChildProcess): Promise<Ended> {
  const ended = new AbortController();
  const failed = once(session, "exit", { signal: ended.signal }).then(([code, signal]) => {
    throw new Error(`The process of Heroku's CLI ended with ${signal ?? `status ${code}`}.`);
  });
  const answered = once(session, "message", { signal: ended.signal });
  try {
    const [answer] = (await Promise.race([answered, failed])) as [Ended];
    return answer;
  } finally {
    failed.catch(() => {});
    answered.catch(() => {});
    ended.abort();
  }
}

/** Nothing of the machine's own settings, no look for updates, no figures sent anywhere. */
function environment(url: string, key: string, home: string): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    HOME: home,
    XDG_DATA_HOME: join(home, "data"),
    XDG_CACHE_HOME: join(home, "cache"),
    XDG_CONFIG_HOME: join(home, "config"),
    NODE_COMPILE_CACHE: join(home, "cache"),
    HEROKU_HOST: url,
    // The CLI takes protocol and port from HEROKU_HOST.
    HEROKU_DATA_HOST: new URL(url).hostname,
    // It asks there whether a bill is overdue, and waits for an answer.
    HEROKU_PARTICLEBOARD_URL: url,
    HEROKU_API_KEY: key,
    HEROKU_SKIP_NEW_VERSION_CHECK: "true",
    HEROKU_DISABLE_AUTOUPDATE: "true",
    DISABLE_TELEMETRY: "true",
    HIDE_HEROKU_RELEASE_NOTES: "true",
    NO_COLOR: "1",
  };
}

/** The CLI breaks the lines of warnings and errors at 80 columns and puts a mark before each. */
function unwrapped(output: string): string {
  return output.replaceAll(/ *\n › {3}/g, " ");
}
