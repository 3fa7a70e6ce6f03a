// `HEROKU_VERIFY_KEY=… npm run verify-real`: see packages/sandbox/README.md, "Held against the real Heroku".
import { randomBytes } from "node:crypto";
import { Command } from "commander";
import { probes } from "../verify/probes/index.ts";
import { verify } from "../verify/verify.ts";

const HEROKU = "https://api.heroku.com";

await new Command("npm run verify-real --")
  .description("Asks the real Heroku what the sandbox only supposes, with one app that it makes and deletes again.")
  .option("--url <address>", "another Platform API than Heroku's, for trying this out", HEROKU)
  .action(run)
  .parseAsync();

async function run({ url }: { url: string }): Promise<void> {
  // A variable of its own: what is set for other commands must not be enough.
  const key = process.env.HEROKU_VERIFY_KEY;
  if (!key) {
    console.error("error: set HEROKU_VERIFY_KEY to a key of an account in which an app may be made and deleted");
    process.exitCode = 2;
    return;
  }
  const random = randomBytes(4).toString("hex");
  console.log(
    `At ${url} this makes the app verify-${random} without dynos or add-ons, which costs nothing, for a moment two`,
  );
  console.log(
    "pipelines, a token that may read who the account is, log drains and domains of that app; then it deletes them all.",
  );
  const interrupted = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.on(signal, () => interrupted.abort(new Error("interrupted")));
  let different = 0;
  let undeleted = 0;
  try {
    await verify({
      url,
      key,
      random,
      signal: interrupted.signal,
      left(path) {
        undeleted += 1;
        console.error(`error: could not be deleted: ${path}`);
      },
      done({ fact, differs }) {
        different += differs.length > 0 ? 1 : 0;
        console.log(`${differs.length > 0 ? "DIFFERS" : "same   "}  ${fact}`);
        for (const line of differs) console.log(`         ${line}`);
      },
    });
    console.log(`${probes.length - different} of ${probes.length} as in the sandbox, ${different} different.`);
    process.exitCode = undeleted > 0 ? 2 : different > 0 ? 1 : 0;
  } catch (error) {
    console.error(`error: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 2;
  }
}
