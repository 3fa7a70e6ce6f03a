/** Marks a secret in what `pulumi stack export` says. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

/**
 * A state as `pulumi stack export` has it, without its secrets and without the key that they are encrypted with. All else
 * stays: names, ids, what depends on what, protection. `pulumi refresh` fills in what Heroku knows.
 */
export function forgetSecrets(exported: string): { state: string; forgotten: number } {
  let forgotten = 0;
  const state = JSON.parse(exported, (key, value) => {
    if (key === "secrets_providers") return undefined;
    if (value?.[SIGNATURE] !== SECRET) return value;
    forgotten++;
    return "";
  });
  return { state: JSON.stringify(state, undefined, 2), forgotten };
}
