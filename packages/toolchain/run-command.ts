import { ToolchainError } from "./errors.ts";

/** A command line, such as commander's. */
interface CommandLine {
  parseAsync(): Promise<unknown>;
}

type ErrorClass = abstract new (...args: never[]) => Error;

/** Runs a command line to its end. An error that the reader can mend (ours, or one of `others`) is shown by its message alone. */
export async function runCommand(command: CommandLine, ...others: ErrorClass[]): Promise<void> {
  try {
    await command.parseAsync();
  } catch (error) {
    if (!(error instanceof Error) || ![ToolchainError, ...others].some((known) => error instanceof known)) throw error;
    console.error(`error: ${error.message}`);
    process.exitCode = 1;
  }
}
