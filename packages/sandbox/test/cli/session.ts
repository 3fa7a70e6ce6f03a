// Heroku's CLI in one process for many commands: loading it takes a second, a command some hundredths of one.
// The parent sends the arguments of a command, and gets back its exit status and what it printed.

/** What is used of oclif, which lies beside the CLI and not beside us. */
interface Oclif {
  run(args: string[], program: URL): Promise<unknown>;
  handle(error: unknown): Promise<void>;
}

let printed = { stdout: "", stderr: "" };
// Before the CLI is loaded, which remembers these functions.
for (const name of ["stdout", "stderr"] as const) {
  process[name].write = (chunk: string | Uint8Array, ...rest: unknown[]) => {
    printed[name] += chunk.toString();
    const written = rest.find((each) => typeof each === "function");
    written?.();
    return true;
  };
}

const OCLIF = "@oclif/core";
const { handle, run }: Oclif = await import(OCLIF);
const PROGRAM = new URL("./node_modules/heroku/bin/run.js", import.meta.url);

class Exit extends Error {}

/** Runs one command as the CLI's own bin/run.js does. */
async function perform(args: string[]) {
  printed = { stdout: "", stderr: "" };
  let status: number | undefined;
  process.argv = [process.execPath, PROGRAM.pathname, ...args];
  process.exit = (code) => {
    status = Number(code ?? process.exitCode ?? 0);
    // The process goes on, but nothing of the command may.
    throw new Exit();
  };
  try {
    await run(args, PROGRAM);
  } catch (error) {
    // oclif prints an error, and says by an exit what the status is.
    process.exit = ((code: number) => {
      status ??= code;
    }) as typeof process.exit;
    if (!(error instanceof Exit)) await handle(error);
  }
  status ??= Number(process.exitCode ?? 0);
  process.exitCode = undefined;
  forgetAction();
  return { status, ...printed };
}

/** A command that failed leaves the line that shows what it was doing. */
function forgetAction(): void {
  const { ux } = globalThis as { ux?: { action?: { task?: unknown } } };
  if (ux?.action) ux.action.task = undefined;
}

process.on("message", async (args: string[]) => process.send?.(await perform(args)));
process.on("disconnect", () => process.kill(process.pid, "SIGKILL"));
process.send?.("ready");
