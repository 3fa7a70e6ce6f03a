import { z } from "zod";
import { inDeclaredOrder, sameInAnyOrder } from "../define/any-order.ts";
import { defineThing } from "../define/definition.ts";
import { isSameEmail } from "../define/email.ts";
import { WrongInputs } from "../define/errors.ts";
import type { Heroku } from "../define/heroku.ts";
import { idOfApp, listOfApp, partsOf } from "../define/of-app.ts";
import { idOf, Uuid } from "../define/uuid.ts";

const Permission = z.enum(["deploy", "operate", "manage"]);

const inputs = z.object({
  /** UUID of the app (`app.id`). Changing this replaces the collaborator. */
  app: idOf("app").meta({ replaces: true }),
  /** Email address of the account that gets access. Changing this replaces the collaborator. */
  email: z.email("is not an email address").meta({ replaces: true }),
  /** Whether Heroku writes no email to tell of it. `false` by default. It matters only when the collaborator is added. */
  silent: z.boolean().default(false),
  /**
   * What they may do with an app of a team, beside seeing it (`view`): `deploy` code and config vars, `operate` add-ons,
   * domains and dynos, `manage` collaborators and the app itself; none of them where the list is empty. Those that are not
   * named are taken away. Left as Heroku has it where it is left out, as it must be for apps of a single account.
   */
  permissions: z.array(Permission).optional(),
});

const outputs = z.object({
  /** UUID of the account. */
  userId: z.string(),
});

type Inputs = z.output<typeof inputs>;

const Answer = z.object({
  id: Uuid,
  role: z.string().nullish(),
  user: z.object({ id: Uuid, email: z.string() }),
  permissions: z.array(z.object({ name: z.string() })).nullish(),
  created_at: z.string(),
});
type Answer = z.output<typeof Answer>;

const pathOf = (app: string) => `/apps/${app}/collaborators`;
const ofTeam = (app: string) => `/teams${pathOf(app)}`;

/** Heroku keeps the letters of an address as they were typed at sign-up. */
const isOf = (email: string) => (found: Answer) => isSameEmail(found.user.email, email);

/**
 * Somebody who may work on an app: deploy, scale and configure one that belongs to a single account; of one that belongs to
 * a team, do what `permissions` says, beside what follows from their part in the team. Somebody who has access already is
 * taken as they are; deleting it takes their access away.
 * https://devcenter.heroku.com/articles/collaborating
 *
 * @example
 * new Collaborator("jane", { app: app.id, email: "jane@example.com" });
 */
export const collaborator = defineThing({
  type: "Collaborator",
  importId: "the app's name or UUID and the email address, such as `example/jane@example.com`",
  inputs,
  outputs,
  claims: { by: ["app", "email"] },

  async preview(heroku, { app, permissions }, prior) {
    const isNew = permissions !== undefined && prior?.inputs.permissions === undefined;
    if (isNew && app !== undefined) await requireTeamApp(heroku, app);
    return {};
  },

  async create(heroku, wanted) {
    const { app, email, silent, permissions } = wanted;
    const id = idOfApp(app, email);
    const found = await heroku.createOnce({
      doing: `add collaborator ${email}`,
      path: permissions ? ofTeam(app) : pathOf(app),
      body: { user: email, silent, ...(permissions ? { permissions: withView(permissions) } : {}) },
      answer: Answer,
      find: async () => (await heroku.look(pathOf(app), z.array(Answer)))?.find(isOf(email)),
      // Having access is all that it asks for: who has it already is taken as they are, and given the permissions.
      proof: "same",
      importId: () => id,
    });
    const outputs = { userId: found.user.id };
    const held = heldBy(found, permissions);
    if (permissions && held && held !== permissions) {
      heroku.made(id, outputs, { ...wanted, permissions: held });
      await change(heroku, { app, email, permissions });
    }
    return { id, outputs };
  },

  async read(heroku, id, prior) {
    const { app: given, key } = partsOf(id);
    const all = await listOfApp(heroku, pathOf(given), Answer);
    const found = all?.find(isOf(prior?.inputs.email ?? key));
    if (!found || found.role === "owner") return undefined;
    const declared = prior?.inputs.permissions;
    const { app, isTeams } = prior
      ? { app: prior.inputs.app, isTeams: declared !== undefined }
      : await ownerOf(heroku, given);
    const email = prior?.inputs.email ?? found.user.email;
    const silent = prior?.inputs.silent ?? false;
    const permissions = isTeams ? heldBy(found, declared) : undefined;
    return { id: idOfApp(app, email), inputs: { app, email, silent, permissions }, outputs: { userId: found.user.id } };
  },

  async update(heroku, _id, { app, email, permissions }, prior) {
    const held = prior.inputs.permissions;
    if (permissions && !(held && sameInAnyOrder(held, permissions))) await change(heroku, { app, email, permissions });
    return prior.outputs;
  },

  async delete(heroku, _id, { app, email }) {
    await heroku.delete(`${pathOf(app)}/${encodeURIComponent(email)}`, { doing: `remove collaborator ${email}` });
  },
});

/** As Heroku's own CLI sends them. */
const withView = (permissions: readonly string[]) => [...new Set([...permissions, "view"])].toSorted();

/** As far as Heroku tells them. */
const heldBy = ({ permissions }: Answer, declared?: Inputs["permissions"]): Inputs["permissions"] => {
  const names = permissions?.map(({ name }) => name).filter((name) => name !== "view");
  return names && inDeclaredOrder(Permission.options, names, declared);
};

const change = (heroku: Heroku, { app, email, permissions = [] }: Pick<Inputs, "app" | "email" | "permissions">) =>
  heroku.patch(`${ofTeam(app)}/${encodeURIComponent(email)}`, {
    doing: `change what collaborator ${email} may do`,
    body: { permissions: withView(permissions) },
    answer: z.unknown(),
  });

const Owned = z.object({ id: Uuid, name: z.string(), team: z.object({ name: z.string() }).nullish() });

/** The UUID of an app that may be given by name, and whether a team owns it. */
async function ownerOf(heroku: Heroku, given: string): Promise<{ app: string; isTeams: boolean }> {
  const { id, team } = await heroku.get(`/apps/${given}`, Owned);
  return { app: id, isTeams: Boolean(team) };
}

async function requireTeamApp(heroku: Heroku, app: string): Promise<void> {
  const found = (await heroku.list("/apps", Owned)).find(({ id }) => id === app);
  if (!found || found.team) return;
  const reason = `are for apps of a team, and no team owns "${found.name}"; leave them out`;
  throw new WrongInputs([{ path: ["permissions"], reason }]);
}
