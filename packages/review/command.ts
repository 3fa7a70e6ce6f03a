import { ToolchainError } from "@consumer-notebook/toolchain";
import { type Command, CommanderError } from "commander";

export const CHANGES_STATUS = 2;

/** Runs a command line; mistakes are shown as their message and end with 1, help and version with 0. */
export async function runCommand(command: Command, args: readonly string[]): Promise<void> {
  try {
    await command.exitOverride().parseAsync(args, { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode;
    else if (error instanceof ToolchainError) {
      process.stderr.write(`error: ${error.message}\n`);
      process.exitCode = 1;
    } else throw error;
  }
}
