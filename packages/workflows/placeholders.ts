import { createHash } from "node:crypto";
import { type Document, isMap } from "yaml";
import { changeStackFile } from "./stack-file.ts";

/** Runs Pulumi in the folder of the stack files, on the sandbox's state, and has its answer. */
export type Pulumi = (args: readonly string[]) => Promise<string>;

/**
 * Puts placeholders in the place of a stack file's secrets, encrypted for the sandbox: what a fork's run can't decrypt it
 * need not know. Where the encrypted text of a secret differs between two commits its placeholder does too, so a change
 * of a secret shows as one. Only secrets that are keys of their own are looked for, as the stack files have them.
 */
export async function usePlaceholders(root: string, stack: string, pulumi: Pulumi): Promise<void> {
  const values = changeStackFile(root, stack, takeSecrets).map(
    ([key, encrypted]) => `${key}=https://placeholder.invalid/${fingerprint(encrypted)}`,
  );
  await pulumi(["stack", "select", "--create", stack]);
  if (values.length > 0)
    await pulumi(["config", "set-all", "--stack", stack, ...values.flatMap((value) => ["--secret", value])]);
}

/** Takes the secrets out of a stack file, and what tells whether a passphrase is theirs. */
function takeSecrets(document: Document): [key: string, encrypted: string][] {
  const config = document.get("config");
  document.delete("encryptionsalt");
  if (!isMap(config)) return [];
  const secrets = config.items.flatMap(({ key }): [string, string][] => {
    const encrypted = config.getIn([key, "secure"]);
    return typeof encrypted === "string" ? [[String(key), encrypted]] : [];
  });
  for (const [key] of secrets) config.delete(key);
  return secrets;
}

const fingerprint = (encrypted: string) => createHash("sha256").update(encrypted).digest("hex").slice(0, 16);
