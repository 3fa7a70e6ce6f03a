import { z } from "zod";
import { defineThing } from "../define/definition.ts";
import { isSameEmail } from "../define/email.ts";
import { appUuid, idOfApp, listOfApp, partsOf } from "../define/of-app.ts";
import { resourceClass } from "../define/sdk.ts";
import { Uuid } from "../define/uuid.ts";

const inputs = z.object({
  /** UUID of the app (`app.id`), which no team owns. Changing this replaces the collaborator. */
  app: z.string().meta({ replaces: true }),
  /** Email address of the account that gets access. Changing this replaces the collaborator. */
  email: z.email("is not an email address").meta({ replaces: true }),
  /** Whether Heroku writes no email to tell of it. `false` by default. It matters only when the collaborator is added. */
  silent: z.boolean().default(false),
});

const outputs = z.object({
  /** UUID of the account. */
  userId: z.string(),
});

const Answer = z.object({
  id: Uuid,
  role: z.string().nullish(),
  user: z.object({ id: Uuid, email: z.string() }),
  created_at: z.string(),
});
type Answer = z.output<typeof Answer>;

/** Heroku keeps the letters of an address as they were typed at sign-up. */
const isOf = (email: string) => (found: Answer) => isSameEmail(found.user.email, email);

export const collaborator = defineThing({
  type: "Collaborator",
  importId: "the app's name or UUID and the email address, such as `example/jane@example.com`",
  inputs,
  outputs,

  async create(heroku, { app, email, silent }) {
    const path = `/apps/${app}/collaborators`;
    const added = await heroku.createOnce({
      doing: `add collaborator ${email}`,
      path,
      body: { user: email, silent },
      answer: Answer,
      find: async () => (await heroku.look(path, z.array(Answer)))?.find(isOf(email)),
      // Having access is all that it asks for; there are no degrees of it.
      proof: "same",
      importId: () => idOfApp(app, email),
    });
    return { id: idOfApp(app, email), outputs: { userId: added.user.id } };
  },

  async read(heroku, id, prior) {
    const { app: given, key } = partsOf(id);
    const all = await listOfApp(heroku, `/apps/${given}/collaborators`, Answer);
    const found = all?.find(isOf(prior?.inputs.email ?? key));
    if (!found || found.role === "owner") return undefined;
    const app = prior?.inputs.app ?? (await appUuid(heroku, given));
    const email = prior?.inputs.email ?? found.user.email;
    const inputs = { app, email, silent: prior?.inputs.silent ?? false };
    return { id: idOfApp(app, email), inputs, outputs: { userId: found.user.id } };
  },

  async update(_heroku, _id, _wanted, prior) {
    return prior.outputs;
  },

  async delete(heroku, _id, { app, email }) {
    await heroku.delete(`/apps/${app}/collaborators/${encodeURIComponent(email)}`, {
      doing: `remove collaborator ${email}`,
    });
  },
});

/**
 * Somebody who may deploy, scale and configure an app that belongs to a single account. Somebody who has access already is
 * taken as they are; deleting it takes their access away. What people may do with apps of a
 * team follows from their part in the team.
 * https://devcenter.heroku.com/articles/collaborating
 *
 * @example
 * new Collaborator("jane", { app: app.id, email: "jane@example.com" });
 */
export class Collaborator extends resourceClass(collaborator) {}
