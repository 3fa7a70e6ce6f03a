import { AddOnAnswer } from "../add-ons/add-on.ts";
import { AttachmentAnswer, configVarsUnder } from "../add-ons/attachment.ts";
import { Refused } from "../define/errors.ts";
import type { Heroku } from "../define/heroku.ts";

/** Which of the keys an attachment sets on the app, and which one: their values are credentials of an add-on, never ours. */
export async function attachedKeys(heroku: Heroku, app: string, keys: string[]): Promise<Map<string, string>> {
  if (keys.length === 0) return new Map();
  const [addOns, all] = await Promise.all([
    heroku.list("/addons", AddOnAnswer),
    heroku.list("/addon-attachments", AttachmentAnswer),
  ]);
  const found = new Map<string, string>();
  for (const { name, addon } of all.filter((each) => each.app.id === app)) {
    const addOn = addOns.find(({ id }) => id === addon.id);
    const set = addOn && (await configVarsUnder(heroku, addOn, name));
    // Of an add-on that this account does not see, the keys are not known: what bears the attachment's name counts as its own.
    const isSet = (key: string) => key === name || (set ? set.includes(key) : key.startsWith(`${name}_`));
    for (const key of keys.filter(isSet)) found.set(key, name);
  }
  return found;
}

/** The conflict, told by the key's name alone, and what to do. */
export const attachedReason = (attachment: string, app: string): string =>
  `is set by the attachment ${attachment} of an add-on; detach it (\`heroku addons:detach ${attachment} --app ${app}\`), or take the key out of the program`;

/** Which of the keys that Heroku refused to change an attachment sets. Whatever else was refused, or failed, is thrown on. */
export async function attachedAmong(
  heroku: Heroku,
  app: string,
  keys: string[],
  error: unknown,
): Promise<Map<string, string>> {
  if (!(error instanceof Refused) || error.status !== 422) throw error;
  // If these requests fail, Heroku's own refusal is what is shown.
  const attached = await attachedKeys(heroku, app, keys).catch(() => new Map<string, string>());
  if (attached.size === 0) throw error;
  return attached;
}
