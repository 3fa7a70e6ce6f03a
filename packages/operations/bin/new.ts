// `npm run new -- beta --from staging`: see docs/how-to/new-environment.md.
import { runCommand } from "@consumer-notebook/toolchain";
import { Command } from "commander";
import { newEnvironment } from "../new/environment.ts";

const command = new Command("npm run new --")
  .description("Writes the stack file of a new environment after that of another one.")
  .argument("<name>", "name of the environment, and of its stack")
  .requiredOption("--from <name>", "environment that it is to be like")
  .action((name: string, { from }: { from: string }) => {
    const { file, project, renamed, secrets } = newEnvironment(".", name, from);
    const lines = [
      `Wrote ${file}, like Pulumi.${from}.yaml but for:`,
      ...renamed.map(({ key, from, to }) => `  ${key}: ${from} → ${to}`),
      ...(secrets.length > 0 ? [`The secrets are those of ${from} until you set others: ${secrets.join(", ")}`] : []),
      "Next:",
      `  npx pulumi stack init organization/${project}/${name}`,
      ...secrets.slice(0, 1).map((key) => `  npx pulumi config set --secret ${key} --stack ${name}`),
      `  npx pulumi preview --stack ${name}`,
    ];
    console.log(lines.join("\n"));
  });

await runCommand(command);
