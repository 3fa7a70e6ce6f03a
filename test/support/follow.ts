import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { HerokuCli } from "../../packages/sandbox/test/support/heroku-cli.ts";
import type { Project, Ran } from "./project.ts";

interface Following {
  /** What somebody types in where a command asks for it. */
  input?: (command: string) => string;
  /** Heroku's CLI, where a page needs it. */
  cli?: HerokuCli;
}

const SCRIPTS: Record<string, string> = JSON.parse(
  readFileSync(fileURLToPath(new URL("../../package.json", import.meta.url)), "utf8"),
).scripts;

/** `npm run review` ends with this where something would change. */
const CHANGES_STATUS = 2;

/** Runs the commands of a page in a project, as they stand there, and returns all that they print. Each has to end well. */
export async function follow(project: Project, commands: string[], following: Following = {}): Promise<string> {
  if (commands.length === 0) throw new Error("There are no commands to follow.");
  const outputs: string[] = [];
  for (const command of commands) outputs.push(await perform(project, command, following));
  return outputs.join("\n");
}

/** The same of one command. */
export async function perform(project: Project, command: string, following: Following = {}): Promise<string> {
  const { status, output } = await begin(project, command, following);
  if (status === 0 || (status === CHANGES_STATUS && / review -- /.test(command))) return output;
  throw new Error(`${command}\nended with ${status}:\n${output}`);
}

/** Nobody sits there: Pulumi's questions are answered beforehand, and no migration takes six minutes. */
async function begin(project: Project, command: string, { input, cli }: Following): Promise<Ran> {
  const [begun = "", file] = command.split(" > ");
  const [program, ...args] = wordsOf(begun);
  if (program === "export") {
    const [name = "", value] = (args[0] ?? "").split(/=(.*)/s);
    project.env[name] = value;
    return done("");
  }
  if (program === "npx" && args[0] === "pulumi") {
    const sure = /^(up|destroy|refresh)$/.test(args[1] ?? "") && !args.includes("--yes") ? ["--yes"] : [];
    const skip = /^(up|destroy)$/.test(args[1] ?? "") ? ["--skip-preview"] : [];
    const ran = await project.pulumi([...args.slice(1), ...sure, ...skip], { input: input?.(command) });
    if (file) execFileSync("tee", [file], { cwd: project.folder, input: ran.stdout });
    return ran;
  }
  if (program === "npm") {
    const [, name = "", , ...rest] = args.filter((word) => word !== "--silent");
    const path = /^node (\S+)$/.exec(SCRIPTS[name] ?? "")?.[1];
    if (!path) throw new Error(`${command}: package.json has no such script`);
    return project.script(
      path,
      rest.map((word) => (word === "6m" ? "1s" : word)),
    );
  }
  if (program === "heroku" && cli) return done(await cli.heroku(...args));
  return done(execFileSync("sh", ["-c", command], { cwd: project.folder, env: project.env, encoding: "utf8" }));
}

const done = (output: string): Ran => ({ status: 0, output, stdout: output });

/** Words as a shell reads them, as far as pages need it: quotes keep spaces together. */
const wordsOf = (command: string): string[] =>
  [...command.matchAll(/(?:'[^']*'|"[^"]*"|[^\s'"])+/g)].map(([word]) =>
    word.replaceAll(/'([^']*)'|"([^"]*)"/g, "$1$2"),
  );
