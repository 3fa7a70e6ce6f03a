// `npm run pack`: what others can take away, as npm packages.
import { Command } from "commander";
import { ToolchainError } from "../errors.ts";
import { packAll } from "./pack.ts";

const command = new Command("npm run pack --")
  .description("Packs the provider, the components and the sandbox as npm packages of compiled JavaScript.")
  .option("--to <folder>", "where the packages go", "packed")
  .action(async ({ to }: { to: string }) => {
    try {
      for (const archive of await packAll(to)) console.log(archive);
    } catch (error) {
      if (!(error instanceof ToolchainError)) throw error;
      command.error(error.message);
    }
  });

await command.parseAsync(process.argv);
