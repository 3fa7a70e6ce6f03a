import { z } from "zod";
import { AddOnAnswer } from "../add-ons/add-on.ts";
import {
  AttachmentAnswer,
  AttachmentName,
  attach,
  configVarsUnder,
  detach,
  findAttachment,
} from "../add-ons/attachment.ts";
import { defineThing } from "../define/definition.ts";
import type { Heroku } from "../define/heroku.ts";
import { partsOf } from "../define/of-app.ts";
import { idOf } from "../define/uuid.ts";

const inputs = z.object({
  /** UUID of the app that gets the config vars (`app.id`). Changing this replaces the attachment. */
  app: idOf("app").meta({ replaces: true }),
  /** UUID of the add-on (`addOn.id`), which may belong to another app. Changing this replaces the attachment. */
  addOn: idOf("add-on").meta({ replaces: true }),
  /**
   * What the names of the config vars begin with: `DATABASE_READONLY` gives `DATABASE_READONLY_URL`. Changing this replaces
   * the attachment.
   */
  name: AttachmentName.meta({ replaces: true }),
  /** Credential to attach instead of the usual one, such as `credential:readonly`. Changing this replaces the attachment. */
  namespace: z.string().optional().meta({ replaces: true }),
});

const outputs = z.object({
  /** Names of the config vars that it sets on the app. */
  configVars: z.array(z.string()),
});

/**
 * An add-on attached to one more app, or to its own under one more name: the app gets the add-on's config vars under that
 * name. What `AddOn` attaches by itself needs none.
 * https://devcenter.heroku.com/articles/managing-add-ons#using-the-command-line-interface
 *
 * @example
 * new AddOnAttachment("readonly", { app: app.id, addOn: database.id, name: "DATABASE_READONLY" });
 */
export const addOnAttachment = defineThing({
  type: "AddOnAttachment",
  importId: "the app's name and the attachment's, such as `example/DATABASE_READONLY`, or the attachment's UUID",
  inputs,
  outputs,
  claims: { by: ["app", "name"] },
  // An app has one attachment of a name.
  deleteBeforeReplace: true,

  async create(heroku, { app, addOn, name, namespace }) {
    const made = await attach(heroku, addOn, { addon: addOn, app, name, namespace });
    heroku.made(made.id, { configVars: [] });
    return { id: made.id, outputs: { configVars: await configVarsOf(heroku, made) } };
  },

  async read(heroku, id) {
    const all = await heroku.list("/addon-attachments", AttachmentAnswer);
    const { app, key } = partsOf(id);
    const found =
      all.find((each) => each.id === id) ??
      (key === ""
        ? await heroku.find(`/addon-attachments/${id}`, AttachmentAnswer)
        : await findAttachment(heroku, app, key));
    if (!found) return undefined;
    const { addon, name, namespace } = found;
    const inputs = { app: found.app.id, addOn: addon.id, name, namespace: namespace ?? undefined };
    return { id: found.id, inputs, outputs: { configVars: await configVarsOf(heroku, found) } };
  },

  async delete(heroku, id, { name }) {
    await detach(heroku, { id, name });
  },
});

async function configVarsOf(heroku: Heroku, { name, addon }: AttachmentAnswer): Promise<string[]> {
  const all = await heroku.list("/addons", AddOnAnswer);
  const addOn = all.find(({ id }) => id === addon.id) ?? (await heroku.get(`/addons/${addon.id}`, AddOnAnswer));
  return configVarsUnder(heroku, addOn, name);
}
