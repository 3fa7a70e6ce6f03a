import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { askHeroku, pulumiCli } from "@consumer-notebook/toolchain";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Where the READMEs say that the sandbox is; here it is wherever there is room. */
const SANDBOX = "http://127.0.0.1:5117";

/** Somebody who has this repository, and does in a folder elsewhere what the README of an example says. */
export interface Stranger {
  /** The project; nothing of this repository is on the way up from it. */
  folder: string;
  /** The blocks of a language in the README, in their order. */
  blocks(language: string): string[];
  /** Runs the block of commands that has some text in it, and returns what it prints; an error if one of them fails. */
  follow(text: string, without?: RegExp): Promise<string>;
  /** Runs a command of one's own there. */
  run(command: string): Promise<string>;
  /** The same for one that fails. */
  fails(command: string): Promise<string>;
  startSandbox(): Promise<void>;
  /** What Heroku has. */
  api<T>(path: string): Promise<T>;
  /** What the sandbox shows to a browser. */
  look(path: string): Promise<Response>;
  close(): Promise<void>;
}

/** @param example folder below `examples/` @param named what its README calls the copy: `../notes` */
export async function newStranger(example: string, named: string): Promise<Stranger> {
  const readme = readFileSync(join(ROOT, "examples", example, "README.md"), "utf8");
  const home = realpathSync(mkdtempSync(join(tmpdir(), "stranger-")));
  const folder = join(home, "project");
  const { env: own } = await pulumiCli();
  const env = { ...own, PULUMI_HOME: join(home, "pulumi"), PULUMI_SKIP_CONFIRMATIONS: "true", NO_COLOR: "1" };
  let sandbox: ChildProcess | undefined;
  let address = "";
  let exported = "";
  let cwd = ROOT;

  const blocks = (language: string) =>
    [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, "gms"))].map(([, block = ""]) => block);
  /** What is exported in one block holds in those after it, as in one terminal. */
  async function run(text: string): Promise<string> {
    const script = text.replaceAll(named, folder).replaceAll(SANDBOX, address);
    const options = { cwd, env, maxBuffer: 1 << 26 };
    const done = await promisify(execFile)("bash", ["-e", "-c", `${exported}\n${script}`], options).catch((error) => {
      throw new Error(`${text}\nended with status ${error.code}:\n${error.stdout}${error.stderr}`, { cause: error });
    });
    exported += [...script.matchAll(/^export .*\n/gm)].join("");
    if (script.includes(`cd ${folder}`)) cwd = folder;
    return done.stdout;
  }
  return {
    folder,
    blocks,
    run,
    follow(text, without) {
      const block = blocks("sh").find((each) => each.includes(text));
      if (block === undefined) throw new Error(`The README of ${example} has no command with ${text}.`);
      return run(without ? block.replaceAll(without, "") : block);
    },
    async fails(command) {
      try {
        await run(command);
      } catch (error) {
        const { stdout, stderr } = (error as Error).cause as { stdout: string; stderr: string };
        return stdout + stderr;
      }
      throw new Error(`${command} did not fail.`);
    },
    async startSandbox() {
      const command = blocks("sh")
        .find((each) => /^npm run sandbox$/m.test(each))
        ?.trim();
      if (command === undefined) throw new Error(`The README of ${example} starts no sandbox.`);
      const [program = "", ...args] = `${command} -- --port 0 --until-stdin-ends`.split(" ");
      sandbox = spawn(program, args, { cwd: folder, env, stdio: ["pipe", "pipe", "inherit"] });
      for await (const line of createInterface({ input: sandbox.stdout as NodeJS.ReadableStream })) {
        address = /^Heroku sandbox ready at (\S+)$/.exec(line)?.[1] ?? "";
        if (address !== "") return;
      }
      throw new Error("The sandbox did not start.");
    },
    api: (path) => askHeroku({ url: address, key: "anything" }, "GET", path),
    look: (path) => fetch(`${address}${path}`, { headers: { accept: "text/html" } }),
    async close() {
      if (sandbox) {
        const ended = sandbox.exitCode === null ? once(sandbox, "close") : undefined;
        sandbox.stdout?.resume();
        sandbox.stdin?.end();
        await ended;
      }
      rmSync(home, { recursive: true, force: true });
    },
  };
}
