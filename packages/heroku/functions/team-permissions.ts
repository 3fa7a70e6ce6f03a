import { z } from "zod";
import { defineLookUp } from "../define/definition.ts";
import { isSameEmail } from "../define/email.ts";

const inputs = z.object({
  /** Name or UUID of the team. */
  team: z.string(),
  /** Only what this email address may do something with; all of it where it is left out. */
  email: z.string().optional(),
});

const User = z.object({
  /** Email address of the account. */
  email: z.string(),
  /** What they may do with it, such as `deploy`; sorted. */
  permissions: z.array(z.string()),
});

const outputs = z.object({
  /** Apps and spaces of the team, sorted by name, and what people may do with them. */
  entities: z.array(
    z.object({
      /** UUID of the app or space. */
      id: z.string(),
      /** Name of the app or space. */
      name: z.string(),
      /** `app` or `space`. */
      type: z.enum(["app", "space"]),
      /** Who may do something with it, sorted by email address. */
      users: z.array(User),
    }),
  ),
});

const Answer = z.object({
  id: z.string(),
  name: z.string(),
  type: z.enum(["app", "space"]),
  users: z.array(z.object({ email: z.string(), permissions: z.array(z.string()).nullish() })).nullish(),
});
type Answer = z.output<typeof Answer>;

/**
 * What people may do with the apps and spaces of a team: one look at all of them, as for an audit.
 * https://devcenter.heroku.com/articles/app-permissions
 *
 * @example
 * const { entities } = await getTeamPermissions({ team: "example", email: "jane@example.com" });
 */
export const teamPermissionsLookUp = defineLookUp({
  type: "getTeamPermissions",
  inputs,
  outputs,

  async invoke(heroku, { team, email }) {
    const all = await heroku.list(`/teams/${team}/permissions`, Answer);
    const entities = all
      .map(({ id, name, type, users }) => ({ id, name, type, users: usersOf(users, email) }))
      .filter(({ users }) => email === undefined || users.length > 0);
    return { entities: entities.toSorted((one, other) => compare(one.name, other.name)) };
  },
});

const compare = (one: string, other: string) => (one < other ? -1 : 1);

const usersOf = (users: Answer["users"], email: string | undefined) =>
  (users ?? [])
    .filter((each) => email === undefined || isSameEmail(each.email, email))
    .map((each) => ({ email: each.email, permissions: (each.permissions ?? []).toSorted() }))
    .toSorted((one, other) => compare(one.email, other.email));
