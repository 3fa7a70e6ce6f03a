import { z } from "zod";
import { inDeclaredOrder } from "../define/any-order.ts";
import { defineThing } from "../define/definition.ts";
import { isSameEmail } from "../define/email.ts";
import { WrongInputs } from "../define/errors.ts";
import type { Heroku } from "../define/heroku.ts";
import { idOfApp, listOfApp, partsOf } from "../define/of-app.ts";
import { isSeen } from "../define/of-team.ts";
import { Uuid } from "../define/uuid.ts";

const Permission = z.enum(["view", "create", "manage", "billing"]);

const inputs = z.object({
  /** Name of the enterprise account. Changing this replaces the enterprise account member. */
  enterpriseAccount: z
    .string()
    .regex(/^[\w.-]+$/, "is not the name of an enterprise account")
    .meta({ replaces: true }),
  /** Email address of the account. Changing this replaces the enterprise account member. */
  email: z.email("is not an email address").meta({ replaces: true }),
  /**
   * What they may do: `view` see members and teams, `create` make teams, `manage` members and their permissions, `billing`
   * the bills. Permissions that are not named here are taken away.
   */
  permissions: z.array(Permission).min(1),
});

const outputs = z.object({
  /** UUID of the account. */
  userId: z.string(),
});

type Inputs = z.output<typeof inputs>;

const Answer = z.object({
  user: z.object({ id: Uuid, email: z.string() }),
  permissions: z.array(z.object({ name: z.string() })),
});
type Answer = z.output<typeof Answer>;

/**
 * Somebody in an enterprise account, and what they may do there. Who is a member already is taken as they are and given the
 * declared permissions; deleting it takes them out. What they may do in its teams is a `TeamMember` of each.
 * https://devcenter.heroku.com/articles/heroku-enterprise
 *
 * @example
 * new EnterpriseAccountMember("jane", {
 *   enterpriseAccount: "example",
 *   email: "jane@example.com",
 *   permissions: ["view", "billing"],
 * });
 */
export const enterpriseAccountMember = defineThing({
  type: "EnterpriseAccountMember",
  importId: "the enterprise account's name and the email address, such as `example/jane@example.com`",
  inputs,
  outputs,
  claims: { by: ["enterpriseAccount", "email"] },

  async preview(heroku, { enterpriseAccount }, prior) {
    if (enterpriseAccount === undefined || prior) return {};
    if (await isSeen(heroku, `/enterprise-accounts/${enterpriseAccount}`)) return {};
    const reason = `"${enterpriseAccount}" is not an enterprise account that you are in`;
    throw new WrongInputs([{ path: ["enterpriseAccount"], reason }]);
  },

  async create(heroku, wanted) {
    const { enterpriseAccount, email, permissions } = wanted;
    const id = idOfApp(enterpriseAccount, email);
    const found = await heroku.createOnce({
      doing: `make ${email} a member of enterprise account ${enterpriseAccount}`,
      path: pathOf(enterpriseAccount),
      body: { user: email, permissions },
      answer: Answer,
      find: async () => (await heroku.look(pathOf(enterpriseAccount), z.array(Answer)))?.find(isOf(email)),
      // Who is a member already is taken as they are, and given the permissions.
      proof: "same",
      importId: () => id,
    });
    const outputs = { userId: found.user.id };
    const held = heldBy(found, permissions);
    if (held !== permissions) {
      heroku.made(id, outputs, { ...wanted, permissions: held });
      await change(heroku, wanted);
    }
    return { id, outputs };
  },

  async read(heroku, id, prior) {
    const { app: enterpriseAccount, key } = partsOf(id);
    const found = (await listOfApp(heroku, pathOf(enterpriseAccount), Answer))?.find(isOf(prior?.inputs.email ?? key));
    if (!found) return undefined;
    const email = prior?.inputs.email ?? found.user.email;
    const permissions = heldBy(found, prior?.inputs.permissions);
    const inputs = { enterpriseAccount, email, permissions };
    return { id: idOfApp(enterpriseAccount, email), inputs, outputs: { userId: found.user.id } };
  },

  async update(heroku, _id, wanted) {
    return { userId: (await change(heroku, wanted)).user.id };
  },

  async delete(heroku, _id, { enterpriseAccount, email }) {
    await heroku.delete(`${pathOf(enterpriseAccount)}/${encodeURIComponent(email)}`, {
      doing: `remove ${email} from enterprise account ${enterpriseAccount}`,
    });
  },
});

const pathOf = (enterpriseAccount: string) => `/enterprise-accounts/${enterpriseAccount}/members`;

const isOf = (email: string) => (found: Answer) => isSameEmail(found.user.email, email);

const heldBy = ({ permissions }: Answer, declared?: Inputs["permissions"]) =>
  inDeclaredOrder(
    Permission.options,
    permissions.map(({ name }) => name),
    declared,
  );

const change = (heroku: Heroku, { enterpriseAccount, email, permissions }: Inputs) =>
  heroku.patch(`${pathOf(enterpriseAccount)}/${encodeURIComponent(email)}`, {
    doing: `change what ${email} may do in enterprise account ${enterpriseAccount}`,
    body: { permissions },
    answer: Answer,
  });
