// `npm run forget-secrets -- FROM TO`: see docs/how-to/team-backend.md, "A lost passphrase".
import { readFileSync, writeFileSync } from "node:fs";
import { Command } from "commander";
import { forgetSecrets } from "../secrets/forget.ts";

await new Command("npm run forget-secrets --")
  .description("Writes a state without its secrets, for where nobody knows the passphrase any more.")
  .argument("<from>", "what `pulumi stack export --file` wrote")
  .argument("<to>", "what `pulumi stack import --file` is to read")
  .action((from: string, to: string) => {
    const { state, forgotten } = forgetSecrets(readFileSync(from, "utf8"));
    writeFileSync(to, state, { mode: 0o600, flag: "wx" });
    console.log(`${to}: the state without its ${forgotten} secrets. All else is as it was.`);
  })
  .parseAsync();
