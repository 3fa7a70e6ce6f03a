import { z } from "zod";
import { asDeclared } from "../define/any-order.ts";
import { defineThing } from "../define/definition.ts";
import { isSameEmail } from "../define/email.ts";
import type { Heroku } from "../define/heroku.ts";
import { idOfApp, listOfApp, partsOf } from "../define/of-app.ts";
import { restore } from "../define/restoring.ts";
import { idOf, Uuid } from "../define/uuid.ts";
import { requireSpace, spaceUuid } from "../spaces/of-space.ts";

const inputs = z.object({
  /** UUID of the space (`space.id`). Changing this replaces the space access. */
  space: idOf("space").meta({ replaces: true }),
  /** Email address of a member of the space's team. Changing this replaces the space access. */
  email: z.email("is not an email address").meta({ replaces: true }),
  /** Everything that they may do in the space, such as `create_apps`. */
  permissions: z.array(z.string().regex(/^\w+$/, "is not the name of a permission")).min(1),
});

const outputs = z.object({
  /** UUID of the account. */
  userId: z.string(),
});

const Answer = z.object({
  user: z.object({ id: Uuid, email: z.string() }),
  permissions: z.array(z.object({ name: z.string() })),
});
type Answer = z.output<typeof Answer>;

const pathOf = (space: string) => `/spaces/${space}/members`;
const isOf = (email: string) => (found: Answer) => isSameEmail(found.user.email, email);

/**
 * What a member of a team may do in one of its spaces. Admins of the team may do everything, whatever is declared. What a
 * member had before is replaced; deleting this takes all permissions away, and leaves them in the team.
 * https://devcenter.heroku.com/articles/private-spaces
 *
 * @example
 * new SpaceAccess("jane", { space: space.id, email: "jane@example.com", permissions: ["create_apps"] });
 */
export const spaceAccess = defineThing({
  type: "SpaceAccess",
  importId: "the space's name or UUID and the email address, such as `example/jane@example.com`",
  inputs,
  outputs,
  claims: { by: ["space", "email"] },

  async preview(heroku, { space }, prior) {
    await requireSpace(heroku, space, prior);
    return {};
  },

  async create(heroku, { space, email, permissions }) {
    const { user } = await set(heroku, space, email, permissions);
    return { id: idOfApp(space, email), outputs: { userId: user.id } };
  },

  async read(heroku, id, prior) {
    const { app: given, key } = partsOf(id);
    const space = prior?.inputs.space ?? (await spaceUuid(heroku, given));
    const found = (await listOfApp(heroku, pathOf(space), Answer))?.find(isOf(prior?.inputs.email ?? key));
    // Who may do nothing has no access.
    if (!found || found.permissions.length === 0) return undefined;
    const email = prior?.inputs.email ?? found.user.email;
    const names = found.permissions.map(({ name }) => name);
    const permissions = asDeclared(prior?.inputs.permissions, names);
    return { id: idOfApp(space, email), inputs: { space, email, permissions }, outputs: { userId: found.user.id } };
  },

  async update(heroku, _id, { space, email, permissions }) {
    return { userId: (await set(heroku, space, email, permissions)).user.id };
  },

  async delete(heroku, _id, { space, email }) {
    // Who left the team, or a space that is gone, has none to take away.
    await restore(set(heroku, space, email, []));
  },
});

/** All permissions at once: sent again it does no harm. */
const set = (heroku: Heroku, space: string, email: string, permissions: string[]) =>
  heroku.patch(`${pathOf(space)}/${encodeURIComponent(email)}`, {
    doing: `give ${email} ${permissions.join(", ") || "no permission"} in the space`,
    body: { permissions: permissions.map((name) => ({ name })) },
    answer: Answer,
  });
