// `npm run eject -- --stack NAME`: writes what it takes to leave. See docs/how-to/leave.md.
import { join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { runCommand, workplace } from "@consumer-notebook/toolchain";
import { HerokuFailure } from "@pulumi/heroku/read";
import { Command } from "commander";
import { eject } from "../index.ts";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

interface Options {
  stack: string;
  project?: string;
  into?: string;
}

const command = new Command("npm run eject --")
  .description("Writes what it takes to leave: a script of Heroku CLI commands, and a Compose file.")
  .requiredOption("--stack <name>", "name of the stack, which is up")
  .option("--project <folder>", "folder of the Pulumi project (default: this repository)")
  .option("--into <folder>", "folder that gets a folder for each app (default: ejected)")
  .action(run);

async function run({ stack, project, into }: Options): Promise<void> {
  // npm changes into the root; a folder is meant from where it was called.
  const from = process.env.INIT_CWD ?? process.cwd();
  const target = into === undefined ? join(ROOT, "ejected") : resolve(from, into);
  const source = project === undefined ? ROOT : resolve(from, project);
  for (const { app, jobs, further } of await eject({ stack, project: source, into: target }, await workplace())) {
    const folder = relative(from, join(target, app.name)) || ".";
    console.log(
      `${app.name}: see ${folder}. Nothing was changed, and no secret was read: env.example names what to set.`,
    );
    const ready = jobs.some(({ isForEachRelease }) => isForEachRelease) ? `${folder}/jobs.sh, then ` : "";
    console.log(`  At Heroku: ${folder}/create.sh, then the code, then ${ready}${folder}/start.sh`);
    console.log(`  On a server of your own: docker compose --file ${folder}/compose.yaml --env-file .env up`);
    for (const each of further) console.log(`  Not rebuilt: ${each}`);
  }
}

await runCommand(command, HerokuFailure);
