import { z } from "zod";
import { defineThing } from "../define/definition.ts";
import { isSameEmail } from "../define/email.ts";
import type { Heroku } from "../define/heroku.ts";
import { idOfApp, listOfApp, partsOf } from "../define/of-app.ts";
import { requireTeam, TeamName } from "../define/of-team.ts";
import { Uuid } from "../define/uuid.ts";

const inputs = z.object({
  /** Name or UUID of the team. Changing this replaces the team member. */
  team: TeamName.meta({ replaces: true }),
  /** Email address of the account. Changing this replaces the team member. */
  email: z.email("is not an email address").meta({ replaces: true }),
  /** What they may do: `admin` everything, `member` make apps and work on those that are not locked, `viewer` look. */
  role: z.enum(["admin", "member", "viewer"]),
});

const outputs = z.object({
  /** UUID of the account. */
  userId: z.string(),
});

type Inputs = z.output<typeof inputs>;

const Answer = z.object({
  id: Uuid,
  email: z.string(),
  role: z.string().nullish(),
  user: z.object({ id: Uuid }),
});
type Answer = z.output<typeof Answer>;

const ROLES = inputs.shape.role.options;

const pathOf = (team: string) => `/teams/${team}/members`;
const isOf = (email: string) => (found: Answer) => isSameEmail(found.email, email);

/**
 * Somebody in a team, and what they may do there. They are put into it unasked; a `TeamInvitation` asks them. Somebody who is
 * in the team already is taken as they are, and given the declared role; deleting it takes them out.
 * https://devcenter.heroku.com/articles/heroku-teams
 *
 * @example
 * new TeamMember("jane", { team: "example", email: "jane@example.com", role: "member" });
 */
export const teamMember = defineThing({
  type: "TeamMember",
  importId: "the team's name and the email address, such as `example/jane@example.com`",
  inputs,
  outputs,
  claims: { by: ["team", "email"] },

  async preview(heroku, { team }, prior) {
    if (team !== undefined && !prior) await requireTeam(heroku, team);
    return {};
  },

  async create(heroku, wanted) {
    const { team, email } = wanted;
    // A PUT: sent again, it finds them there with that role.
    const added = await put(heroku, wanted);
    return { id: idOfApp(team, email), outputs: { userId: added.user.id } };
  },

  async read(heroku, id, prior) {
    const { app: team, key } = partsOf(id);
    const found = (await listOfApp(heroku, pathOf(team), Answer))?.find(isOf(prior?.inputs.email ?? key));
    const role = ROLES.find((each) => each === found?.role);
    // Who is only a collaborator on some of its apps is no member.
    if (!found || !role) return undefined;
    const email = prior?.inputs.email ?? found.email;
    return { id: idOfApp(team, email), inputs: { team, email, role }, outputs: { userId: found.user.id } };
  },

  async update(heroku, _id, wanted) {
    return { userId: (await put(heroku, wanted)).user.id };
  },

  async delete(heroku, _id, { team, email }) {
    await heroku.delete(`${pathOf(team)}/${encodeURIComponent(email)}`, { doing: `remove ${email} from team ${team}` });
  },
});

const put = (heroku: Heroku, { team, email, role }: Inputs) =>
  heroku.put(pathOf(team), { doing: `make ${email} a ${role} of team ${team}`, body: { email, role }, answer: Answer });
