import { z } from "zod";
import { defineThing } from "../define/definition.ts";
import { isSameEmail } from "../define/email.ts";
import { WrongInputs } from "../define/errors.ts";
import type { Heroku } from "../define/heroku.ts";
import { idOfApp, listOfApp, partsOf } from "../define/of-app.ts";
import { requireTeam, TeamName } from "../define/of-team.ts";
import { Uuid } from "../define/uuid.ts";

const inputs = z.object({
  /** Name or UUID of the team. Changing this replaces the team invitation. */
  team: TeamName.meta({ replaces: true }),
  /** Email address to invite, whether it has an account at Heroku or not. Changing this replaces the team invitation. */
  email: z.email("is not an email address").meta({ replaces: true }),
  /**
   * What they may do once they have accepted: `admin` everything, `member` make apps and work on those that are not locked.
   * A change is refused once they have: the role of who is in the team is a `TeamMember`'s.
   */
  role: z.enum(["admin", "member"]),
});

const outputs = z.object({
  /** `pending`, or `accepted` once they are in the team. */
  status: z.enum(["pending", "accepted"]),
});

type Inputs = z.output<typeof inputs>;
type Status = z.output<typeof outputs>["status"];

const ROLES = inputs.shape.role.options;

const Invitation = z.object({ id: Uuid, role: z.string().nullish(), user: z.object({ email: z.string() }) });
const Member = z.object({ email: z.string(), role: z.string().nullish() });

const pathOf = (team: string) => `/teams/${team}/invitations`;

/**
 * An invitation into a team. It stays declared once it is accepted, with the status `accepted`, and is not sent again while
 * they are in the team; if they leave, the next `up` invites them again. Somebody who is invited to that role already, or in
 * the team in it, is sent nothing. Deleting it revokes it, and leaves who has accepted in the team: to change their role or to
 * take them out declare a `TeamMember` then.
 * https://devcenter.heroku.com/articles/heroku-teams
 *
 * @example
 * new TeamInvitation("jane", { team: "example", email: "jane@example.com", role: "member" });
 */
export const teamInvitation = defineThing({
  type: "TeamInvitation",
  importId: "the team's name and the email address, such as `example/jane@example.com`",
  inputs,
  outputs,
  claims: { by: ["team", "email"] },

  async preview(heroku, wanted, prior) {
    const { team, email, role } = wanted;
    if (team !== undefined && !prior) await requireTeam(heroku, team);
    if (team === undefined || email === undefined || role === undefined) return {};
    return prior?.inputs.role === role ? {} : { status: await foreseen(heroku, { team, email, role }) };
  },

  async create(heroku, wanted) {
    const id = idOfApp(wanted.team, wanted.email);
    const status = await foreseen(heroku, wanted);
    // A letter is sent with each request: none to who has been asked for this already.
    const isAsked = (await invitationOf(heroku, wanted))?.role === wanted.role;
    if (status === "pending" && !isAsked) await invite(heroku, wanted);
    return { id, outputs: { status } };
  },

  async read(heroku, id, prior) {
    const { app: team, key } = partsOf(id);
    const email = prior?.inputs.email ?? key;
    const found = await invitationOf(heroku, { team, email });
    const member = found ? undefined : await memberOf(heroku, { team, email });
    // Of somebody in the team the role is no longer this resource's.
    const role = member && prior ? prior.inputs.role : ROLES.find((each) => each === (found ?? member)?.role);
    if (!role) return undefined;
    const status: Status = found ? "pending" : "accepted";
    return { id, inputs: { team, email, role }, outputs: { status } };
  },

  async update(heroku, _id, wanted) {
    const status = await foreseen(heroku, wanted);
    if (status === "pending") await invite(heroku, wanted);
    return { status };
  },

  async delete(heroku, _id, { team, email }) {
    const found = await invitationOf(heroku, { team, email });
    const doing = `revoke the invitation of ${email} to team ${team}`;
    if (found) await heroku.delete(`${pathOf(team)}/${found.id}`, { doing });
    else if (await memberOf(heroku, { team, email }))
      heroku.warn(`${email} has accepted and stays in team ${team}: heroku members:remove ${email} --team ${team}`);
  },
});

type Whom = Pick<Inputs, "team" | "email">;

const invitationOf = async (heroku: Heroku, { team, email }: Whom) =>
  (await listOfApp(heroku, pathOf(team), Invitation))?.find(({ user }) => isSameEmail(user.email, email));

/** Who is only a collaborator on some of the team's apps is no member. */
const memberOf = async (heroku: Heroku, { team, email }: Whom) =>
  (await listOfApp(heroku, `/teams/${team}/members`, Member))?.find(
    (each) => isSameEmail(each.email, email) && each.role !== "collaborator",
  );

/** What an invitation comes to: `accepted` where they are in the team already, in just that role. */
async function foreseen(heroku: Heroku, { team, email, role }: Inputs): Promise<Status> {
  const found = await memberOf(heroku, { team, email });
  if (!found) return "pending";
  if (found.role === role) return "accepted";
  const reason = `"${role}" is not what ${email} is: they are in team ${team} already, as ${found.role}; a TeamMember changes that`;
  throw new WrongInputs([{ path: ["role"], reason }]);
}

/** A PUT: sent again, it finds them invited, and gives them the role. */
const invite = (heroku: Heroku, { team, email, role }: Inputs) =>
  heroku.put(pathOf(team), {
    doing: `invite ${email} to team ${team} as ${role}`,
    body: { email, role },
    answer: Invitation,
  });
