import { join } from "node:path";
import { pulumiEnvironment, sandboxEnvironment } from "../environment.ts";
import { ToolchainError } from "../errors.ts";
import { ROOT } from "../paths.ts";
import { type Say, sayOnStderr } from "../progress.ts";
import { locatePulumi } from "../pulumi-cli.ts";
import { type SandboxCommand, sandboxCommand } from "../sandbox-process.ts";
import { joinSandbox } from "../shared-sandbox.ts";
import { bringUp } from "./environments.ts";

const NEXT = `
Both environments are up in a sandbox (.sandbox/), and nothing is left to change.

  npx pulumi stack output --stack staging    what staging offers
  npx pulumi preview --stack staging --diff  what a change of yours would do:
                                             edit Pulumi.staging.yaml first
  npx pulumi up --stack staging              apply it
  npm start                                  all of this again
  npm test                                   everything that CI runs

README.md says how to point this at the real Heroku.`;

/** `npm start`. It always works on the sandbox, whatever Heroku account the shell knows of. */
export async function main(args: string[]): Promise<void> {
  if (args.length > 0) throw new ToolchainError(`npm start takes no arguments, but was given "${args.join(" ")}".`);
  await start(ROOT, sandboxCommand(), await locatePulumi());
}

export async function start(root: string, command: SandboxCommand, pulumi: string): Promise<void> {
  const say: Say = (line) => process.stdout.write(`${line}\n`);
  const folder = join(root, ".sandbox");
  const { url, hold } = await joinSandbox(folder, command);
  sayOnStderr(`The sandbox stands in for Heroku at ${url}.`);
  const env = { ...pulumiEnvironment(pulumi, process.env), ...sandboxEnvironment(folder, url) };
  await bringUp({ root, folder, url, hold, pulumi, env }, say);
  say(NEXT);
}
