import { createHash, createHmac, scrypt } from "node:crypto";
import { readFileSync } from "node:fs";
import { promisify } from "node:util";
import type { ReviewedChange } from "./model.ts";
import type { ResourcePlan } from "./preview/steps.ts";
import { canonical, holdsSecret } from "./preview/values.ts";
import { ReviewError } from "./review-error.ts";

const KEY_BYTES = 32;
/** Raised whenever the same changes would get another fingerprint. */
const VERSION = 2;

/** The key of a stack's fingerprints: without it nobody can try out whether a secret is what they guess. */
export async function fingerprintKey(stack: string, env: NodeJS.ProcessEnv): Promise<Buffer> {
  if (env.REVIEW_KEY) return Buffer.from(env.REVIEW_KEY);
  const passphrase = env.PULUMI_CONFIG_PASSPHRASE || passphraseIn(env.PULUMI_CONFIG_PASSPHRASE_FILE);
  if (passphrase) {
    const derive = promisify<string, string, number, Buffer>(scrypt);
    return await derive(passphrase, `review of ${stack}`, KEY_BYTES);
  }
  throw new ReviewError(
    "A fingerprint covers secret values by a key, and there is none: set REVIEW_KEY to a long random text that reviews and " +
      "`npm run apply` share (such as what `openssl rand -hex 32` prints), or PULUMI_CONFIG_PASSPHRASE, from which it is derived.",
  );
}

function passphraseIn(file: string | undefined): string | undefined {
  return file ? readFileSync(file, "utf8").trim() : undefined;
}

/** The part of a change that the fingerprint stands for. Its views are left out: they hold what is not known before `up`. */
export function canonicalChange({ urn, op, protect, paths, from }: ReviewedChange): string {
  return canonical({ urn, op, protect, paths, from });
}

/** The new secrets of a resource as one keyed HMAC: it tells whether they are the same, and nothing else of them. */
export function secretsOf(plan: ResourcePlan | undefined, key: Buffer): Pick<ReviewedChange, "secrets"> {
  const wanted = plan?.goal?.inputDiff;
  return holdsSecret(wanted) ? { secrets: createHmac("sha256", key).update(canonical(wanted)).digest("hex") } : {};
}

/** Of what a review has of its changes, and of nothing else: whoever has the changes can tell whether they are those. */
export function fingerprintOf(stack: string, changes: readonly ReviewedChange[]): string {
  const lines = changes.map((change) => `${canonicalChange(change)} ${change.secrets ?? ""}`);
  const text = [`review ${VERSION}`, JSON.stringify(stack), ...lines.toSorted()].join("\n");
  return createHash("sha256").update(text).digest("hex");
}
