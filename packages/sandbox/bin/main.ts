import { Command, InvalidArgumentError } from "commander";
import { createSandbox, type Sandbox } from "../index.ts";
import { PROVISION_MS, RATE_LIMIT_PER_HOUR } from "../limits.ts";

interface Options {
  port: number;
  data?: string;
  provisionMs: number;
  rateLimit: number;
  seed?: number;
  untilStdinEnds?: boolean;
}

export async function main(argv: readonly string[]): Promise<void> {
  const command = new Command("sandbox")
    .description("Heroku's Platform API and Data API on one local port")
    .option("--port <port>", "port on 127.0.0.1; 0 picks a free one", wholeNumber, 5117)
    .option("--data <dir>", "folder that keeps what the sandbox holds; without it everything is gone at the end")
    .option("--provision-ms <n>", "how long an add-on takes to provision", wholeNumber, PROVISION_MS)
    .option("--rate-limit <n>", "requests an hour for each account", wholeNumber, RATE_LIMIT_PER_HOUR)
    .option("--seed <n>", "makes ids and faults repeatable", wholeNumber)
    .option("--until-stdin-ends", "end when standard input closes, so that the sandbox dies with its parent")
    .allowExcessArguments(false)
    .parse(argv);
  const options = command.opts<Options>();
  try {
    await serve(options);
  } catch (error) {
    command.error(`sandbox: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function serve({ port, data, provisionMs, rateLimit, seed, untilStdinEnds }: Options): Promise<void> {
  const sandbox = createSandbox({ dataDir: data, provisionMs, rateLimit, seed });
  const listening = await sandbox.listen(port);
  endWith(sandbox, untilStdinEnds ?? false);
  const address = `http://127.0.0.1:${listening}`;
  // One write: who reads the first line only may close the pipe after it.
  console.log(`Heroku sandbox ready at ${address}\nWhat it holds, for a browser: ${address}/`);
}

function endWith(sandbox: Sandbox, untilStdinEnds: boolean): void {
  let ending = false;
  const end = async () => {
    if (ending) return;
    ending = true;
    await sandbox.close();
    process.exit(0);
  };
  process.once("SIGINT", end);
  process.once("SIGTERM", end);
  if (untilStdinEnds) process.stdin.once("end", end).once("close", end).resume();
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError("It must be a whole number.");
  return Number(text);
}
