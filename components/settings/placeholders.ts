import { readFileSync } from "node:fs";
import { endpointOf } from "@pulumi/heroku";
import type { Wrong } from "@pulumi/heroku/checks";
import { ownKeys, SALT, type StackFile, setSecret } from "./stack-file.ts";

/** The passphrase that this repository's stack files are encrypted under: public, and good for the sandbox only. */
export const PUBLIC_PASSPHRASE = "heroku-sandbox";

/** Every secret in this repository's stack files has this in it. */
const PLACEHOLDER = "placeholder";

/** What must never get to Heroku itself: a passphrase that everybody knows, and secrets that are none. */
export function wrongForHeroku(file: StackFile, secrets: readonly string[]): Wrong[] {
  if (endpointOf(file.env).kind === "sandbox") return [];
  const own = ownKeys(file);
  const placeholders = secrets.filter((name) => own.get(name)?.includes(PLACEHOLDER));
  const wrong = placeholders.map((name) => ({
    path: [name],
    reason: `the secret value is a placeholder, which Heroku itself must not get; set it: ${setSecret(file, name)}`,
  }));
  return passphraseOf(file.env) === PUBLIC_PASSPHRASE ? [{ path: [SALT], reason: PUBLIC }, ...wrong] : wrong;
}

const PUBLIC =
  "is made with the public passphrase of the sandbox, which keeps nothing secret from anybody; " +
  "remove it, choose a passphrase of your own (PULUMI_CONFIG_PASSPHRASE), and set each secret anew";

/** https://www.pulumi.com/docs/iac/concepts/secrets/ says that the variable goes before the file. */
function passphraseOf(env: NodeJS.ProcessEnv): string | undefined {
  if (env.PULUMI_CONFIG_PASSPHRASE) return env.PULUMI_CONFIG_PASSPHRASE;
  return env.PULUMI_CONFIG_PASSPHRASE_FILE && readFileSync(env.PULUMI_CONFIG_PASSPHRASE_FILE, "utf8").trim();
}
