// `npm run scale -- --stack production worker=50 --for 6m`: see docs/how-to/scale-for-a-migration.md.
import { ASK_TO_END, runCommand, workplace } from "@consumer-notebook/toolchain";
import { Command } from "commander";
import { readDuration, readWanted, type Wanted } from "../scale/order.ts";
import { scale } from "../scale/scale.ts";

/** What a shell says of a command that Ctrl-C ended. */
const INTERRUPTED_STATUS = 130;

const command = new Command("npm run scale --")
  .description("Scales process types for a while, then back to what the stack file declares, also after Ctrl-C.")
  .argument("<types...>", "quantity by process type: worker=50, or with a size: worker=50:performance-m", readWanted)
  .requiredOption("--stack <name>", "stack to scale")
  .requiredOption("--for <time>", "how long: 90s, 6m or 2h", readDuration)
  .action(async (wanted: Wanted[], { stack, for: forMs }: { stack: string; for: number }) => {
    const place = await workplace();
    const interrupted = new AbortController();
    for (const signal of ASK_TO_END) {
      process.on(signal, () => {
        if (interrupted.signal.aborted) console.log("Still going back; this takes some seconds.");
        interrupted.abort();
      });
    }
    const isDone = await scale({ stack, wanted, forMs }, place, console.log, interrupted.signal);
    process.exitCode = interrupted.signal.aborted ? INTERRUPTED_STATUS : isDone ? 0 : 1;
  });

await runCommand(command);
