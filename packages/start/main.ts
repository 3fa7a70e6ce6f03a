import { homedir } from "node:os";
import {
  duration,
  joinSandbox,
  locatePulumi,
  pulumiEnvironment,
  ROOT,
  sandboxEnvironment,
  sandboxFolder,
  sayOn,
} from "@consumer-notebook/toolchain";
import { Command, CommanderError } from "commander";
import { Story } from "./story.ts";

const BEGINNING = `Staging and production, previewed and applied by Pulumi. A sandbox on this
machine stands in for Heroku: no account is needed, and nothing costs.`;

/** Its commands run in a test. */
const END = `
Both environments are up in the sandbox, which is kept in .sandbox/. Three
things to try next:

1. Change something, and read what that would do:
     sed -i 's/size: basic/size: standard-1x/' Pulumi.staging.yaml
     npm run --silent review -- --stack staging
2. Apply it, and undo it:
     npx pulumi up --stack staging --yes
     git checkout Pulumi.staging.yaml
     npx pulumi up --stack staging --yes
3. Look at it in a browser, best in a second terminal: the page shows each
   change while it happens, until Ctrl-C:
     npm run --silent page

README.md says what else there is, and how to point this at the real Heroku.`;

/** `npm start`. It always works on the sandbox, whatever Heroku account the shell knows of. */
export async function main(args: string[]): Promise<void> {
  const command = new Command("npm start --")
    .description("Previews and applies staging and production on a sandbox in .sandbox/, and tells what happens.")
    .option("--verbose", "show Pulumi's own output")
    .allowExcessArguments(false)
    .exitOverride()
    .action(({ verbose = false }: { verbose?: boolean }) => start(verbose));
  try {
    await command.parseAsync(args, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    process.exitCode = error.exitCode;
  }
}

async function start(verbose: boolean): Promise<void> {
  const begun = performance.now();
  const say = sayOn(process.stdout);
  say(BEGINNING);
  const story = new Story(say);
  story.begin("set up Pulumi and the sandbox");
  const pulumi = await locatePulumi(process.env, say);
  const folder = sandboxFolder();
  const { url, hold } = await joinSandbox(folder);
  say("  Pulumi is");
  say(`    ${fromHome(pulumi)}`);
  say(`  The sandbox stands in for Heroku at ${url}`);
  say(`  Its page, while this runs: ${url}/`);
  const env = { ...pulumiEnvironment(pulumi, process.env), ...sandboxEnvironment(folder, url) };
  const { bringUp } = await import("./environments.ts");
  // The review finds the project where it is called.
  process.chdir(ROOT);
  await bringUp({ root: ROOT, folder, url, hold, pulumi, env }, { story, verbose });
  say(`\nAll of it took ${duration(performance.now() - begun)}.`);
  say(END);
}

/** Shorter, and it names nobody. */
const fromHome = (path: string): string =>
  path.startsWith(`${homedir()}/`) ? `~${path.slice(homedir().length)}` : path;
