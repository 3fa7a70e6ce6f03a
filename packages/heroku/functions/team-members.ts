import { z } from "zod";
import { defineLookUp } from "../define/definition.ts";

const inputs = z.object({
  /** Name of the team. */
  team: z.string(),
  /** Only those with this role, such as `admin`; all of them where it is left out. */
  role: z.enum(["admin", "member", "viewer", "collaborator"]).optional(),
});

const outputs = z.object({
  /** Email addresses of the members, sorted. */
  emails: z.array(z.string()),
  /** Role by email address: `admin`, `member`, `viewer`, or `collaborator` for who works on some of the team's apps only. */
  roles: z.record(z.string(), z.string()),
});

const Answer = z.object({ email: z.string(), role: z.string().nullish() });

/**
 * Who is in a team, and as what.
 * https://devcenter.heroku.com/articles/heroku-teams
 *
 * @example
 * const { emails } = await getTeamMembers({ team: "example", role: "admin" });
 */
export const teamMembersLookUp = defineLookUp({
  type: "getTeamMembers",
  inputs,
  outputs,

  async invoke(heroku, { team, role }) {
    const all = await heroku.list(`/teams/${team}/members`, Answer);
    const wanted = all.filter((each) => role === undefined || each.role === role);
    const sorted = wanted.toSorted((one, other) => (one.email < other.email ? -1 : 1));
    return {
      emails: sorted.map(({ email }) => email),
      roles: Object.fromEntries(sorted.map((each) => [each.email, each.role ?? ""])),
    };
  },
});
