import { z } from "zod";
import type { Heroku } from "../define/heroku.ts";
import { Uuid } from "../define/uuid.ts";

/** https://devcenter.heroku.com/articles/platform-api-reference#add-on-attachment */
export const AttachmentAnswer = z.object({
  id: Uuid,
  name: z.string(),
  namespace: z.string().nullish(),
  addon: z.object({ id: Uuid, app: z.object({ id: Uuid }) }),
  app: z.object({ id: Uuid }),
});
export type AttachmentAnswer = z.output<typeof AttachmentAnswer>;

/** What the names of the config vars begin with. */
export const AttachmentName = z
  .string()
  .regex(/^[A-Z][A-Z0-9_]*$/, "does not begin with a capital letter, or has other characters than A-Z, 0-9 and _");

interface AddOn {
  id: string;
  name: string;
  app: { id: string };
}

/**
 * The name that the add-on has on its own app: the declared one if it is there, and where nothing is known of a declaration
 * (an import) the first. `null` says that none is declared.
 */
export async function nameOfAttachment(
  heroku: Heroku,
  addOn: AddOn,
  declared: string | null | undefined,
): Promise<string | undefined> {
  if (declared === null) return undefined;
  const all = await heroku.list("/addon-attachments", AttachmentAnswer);
  const own = all.filter(({ addon, app, namespace }) => addon.id === addOn.id && app.id === addOn.app.id && !namespace);
  const names = own.map(({ name }) => name).sort();
  return declared === undefined ? names[0] : names.find((name) => name === declared);
}

/** Attaches under the new name first: an add-on never lets go of the last attachment to its own app. */
export async function moveAttachment(heroku: Heroku, addOn: AddOn, from: string | undefined, to: string) {
  const present = await findAttachment(heroku, addOn.app.id, to);
  if (present?.addon.id !== addOn.id)
    await attach(heroku, addOn.name, { addon: addOn.id, app: addOn.app.id, name: to });
  const old = from === undefined ? undefined : await findAttachment(heroku, addOn.app.id, from);
  if (old?.addon.id === addOn.id) await detach(heroku, old);
}

interface Wanted {
  addon: string;
  app: string;
  name: string;
  namespace?: string | undefined;
}

/** Gives the app the add-on's config vars under a name; one that is there already is what is asked for. */
export function attach(heroku: Heroku, addOnName: string, wanted: Wanted): Promise<AttachmentAnswer> {
  const isSame = (found: AttachmentAnswer | undefined) =>
    found?.addon.id === wanted.addon && (found.namespace ?? undefined) === wanted.namespace ? found : undefined;
  return heroku.createOnce({
    doing: `attach ${addOnName} as ${wanted.name}`,
    path: "/addon-attachments",
    body: wanted,
    answer: AttachmentAnswer,
    find: async () => isSame(await findAttachment(heroku, wanted.app, wanted.name)),
    proof: "same",
    importId: (found) => found.id,
  });
}

export const findAttachment = (heroku: Heroku, app: string, name: string) =>
  heroku.find(`/apps/${app}/addon-attachments/${name}`, AttachmentAnswer);

export const detach = (heroku: Heroku, { id, name }: Pick<AttachmentAnswer, "id" | "name">) =>
  heroku.delete(`/addon-attachments/${id}`, { doing: `detach ${name}` });

interface Owned {
  id: string;
  app: { id: string };
  config_vars: string[];
}

/**
 * Names of the config vars that an attachment of this name sets. Heroku tells those of the add-on's own app, all its
 * attachments there together; what follows their names follows this one's name too.
 */
export async function configVarsUnder(heroku: Heroku, addOn: Owned, name: string): Promise<string[]> {
  const all = await heroku.list("/addon-attachments", AttachmentAnswer);
  const own = all.filter((each) => each.addon.id === addOn.id && each.app.id === addOn.app.id);
  // The longest first: DATABASE_READONLY before DATABASE.
  const names = own.map((each) => each.name).sort((one, other) => other.length - one.length);
  const suffixes = addOn.config_vars.flatMap((key) => {
    const under = names.find((each) => key.startsWith(`${each}_`));
    return under === undefined ? [] : [key.slice(under.length + 1)];
  });
  return [...new Set(suffixes)].sort().map((suffix) => `${name}_${suffix}`);
}

/** Names of the config vars under the add-on's own attachment; Heroku names those of every other one with them. */
export async function ownConfigVars(
  heroku: Heroku,
  found: Owned,
  attachment: string | undefined,
  before: string[] = [],
) {
  if (attachment !== undefined) return configVarsUnder(heroku, found, attachment);
  const kept = found.config_vars.filter((key) => before.includes(key));
  return kept.length > 0 ? kept : found.config_vars;
}
