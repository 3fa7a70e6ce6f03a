import { createDecipheriv, pbkdf2 } from "node:crypto";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";

// How Pulumi encrypts under a passphrase:
// https://github.com/pulumi/pulumi/blob/v3.259.0/pkg/secrets/passphrase/manager.go and sdk/go/common/resource/config/crypt.go

const ITERATIONS = 1_000_000;
const KEY_BYTES = 32;
const TAG_BYTES = 16;

/** What Pulumi has encrypted beside the salt, to tell a right passphrase by. */
const WITNESS = "pulumi";

/** Decrypts a value of a stack file; throws where it can't. */
export type Open = (encrypted: string) => string;

const keys = new Map<string, Promise<Buffer>>();

/** `v1:SALT:v1:NONCE:TEXT`: what opens the secrets beside it, or why nothing does. */
export async function openerOf(salt: string, passphrase: string): Promise<Open | "malformed" | "wrong"> {
  const [, salted, witness] = /^v1:([A-Za-z0-9+/=]+):(v1:.+)$/.exec(salt) ?? [];
  if (salted === undefined || witness === undefined) return "malformed";
  // Deriving a key takes a third of a second on purpose, and two checks need it.
  const name = JSON.stringify([salted, passphrase]);
  const deriving =
    keys.get(name) ?? promisify(pbkdf2)(passphrase, Buffer.from(salted, "base64"), ITERATIONS, KEY_BYTES, "sha256");
  keys.set(name, deriving);
  const key = await deriving;
  const open: Open = (encrypted) => decrypted(encrypted, key);
  try {
    return open(witness) === WITNESS ? open : "wrong";
  } catch {
    return "wrong";
  }
}

function decrypted(encrypted: string, key: Buffer): string {
  const [version, nonce = "", text = ""] = encrypted.split(":");
  const bytes = Buffer.from(text, "base64");
  if (version !== "v1" || bytes.length < TAG_BYTES) throw new Error("no encrypted value");
  const cipher = createDecipheriv("aes-256-gcm", key, Buffer.from(nonce, "base64"), { authTagLength: TAG_BYTES });
  cipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  return Buffer.concat([cipher.update(bytes.subarray(0, -TAG_BYTES)), cipher.final()]).toString("utf8");
}

/** https://www.pulumi.com/docs/iac/concepts/secrets/ says that the variable goes before the file. */
export function passphraseIn(env: NodeJS.ProcessEnv): string | undefined {
  if (env.PULUMI_CONFIG_PASSPHRASE !== undefined) return env.PULUMI_CONFIG_PASSPHRASE;
  const file = env.PULUMI_CONFIG_PASSPHRASE_FILE;
  return file ? readFileSync(file, "utf8").trim() : undefined;
}
