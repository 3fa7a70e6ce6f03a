// `npm run adopt -- APP`: takes an app that exists into a stack. See docs/how-to/adopt.md.
import { join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { runCommand, workplace } from "@consumer-notebook/toolchain";
import { HerokuFailure } from "@pulumi/heroku/read";
import { Command } from "commander";
import { adopt } from "../index.ts";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

interface Options {
  stack?: string;
  plain: string[];
  into?: string;
}

const command = new Command("npm run adopt --")
  .description("Takes a Heroku app that exists into a stack: writes a program, a stack file and the imports for it.")
  .argument("<app>", "name of the app at Heroku")
  .option("--stack <name>", "name of the stack (default: the app's stage in its pipeline, else production)")
  .option("--plain <keys>", "config vars that anyone may read, such as DEBUG,HOSTS; all others are secret", list, [])
  .option("--into <folder>", "folder that is made for it (default: adopted/APP)")
  .action(run);

function list(text: string): string[] {
  return text.split(",").filter((key) => key !== "");
}

async function run(app: string, { stack: wanted, plain, into }: Options): Promise<void> {
  // npm changes into the root; a folder is meant from where it was called.
  const from = process.env.INIT_CWD ?? process.cwd();
  const folder = into === undefined ? join(ROOT, "adopted", app) : resolve(from, into);
  const { stack, files, leftAlone } = await adopt(
    { app, stack: wanted, into: folder, root: ROOT, plain },
    await workplace(),
  );
  const shown = relative(from, folder) || ".";
  console.log(`${app} is described in ${shown}: ${files.join(", ")}. Nothing was changed at Heroku.\n`);
  console.log("Left alone, as it is at Heroku:");
  for (const line of leftAlone) console.log(`- ${line}`);
  console.log(`
Now take it into the stack, and see that nothing would change:
  cd ${shown}
  npx pulumi import --file import.json --stack ${stack}
  npx pulumi preview --stack ${stack}`);
}

await runCommand(command, HerokuFailure);
