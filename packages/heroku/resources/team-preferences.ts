import { z } from "zod";
import { defineThing } from "../define/definition.ts";
import type { Heroku } from "../define/heroku.ts";
import { requireTeam, TeamName } from "../define/of-team.ts";
import { changeAtFirst, restore } from "../define/restoring.ts";

const inputs = z.object({
  /** Name or UUID of the team. Changing this replaces the team's preferences. */
  team: TeamName.meta({ replaces: true }),
  /** Whether members may make only add-ons of services that the team allows (`AllowedAddOnService`). */
  addOnControls: z.boolean(),
});

const outputs = z.object({
  /** Whether the add-on controls were on when this resource was made; deleting the resource restores it. */
  addOnControlsBefore: z.boolean(),
});

const Answer = z.object({ "addons-controls": z.boolean().nullish() });
type Answer = z.output<typeof Answer>;

/**
 * What a team has switched for all of its apps: declare it in one stack only. The default permission of new members is read
 * by Heroku's clients, and can't be set by the API.
 * https://devcenter.heroku.com/articles/add-on-controls
 *
 * @example
 * new TeamPreferences("preferences", { team: "example", addOnControls: true });
 */
export const teamPreferences = defineThing({
  type: "TeamPreferences",
  importId: "the team's name; deleting it then leaves the preferences as they were found",
  inputs,
  outputs,
  claims: { by: ["team"] },
  // A new one would see what the old one has changed as what was there before.
  deleteBeforeReplace: true,

  async preview(heroku, { team }, prior) {
    if (prior || team === undefined || heroku.isForeseen(`/teams/${team}`)) return {};
    await requireTeam(heroku, team);
    return { addOnControlsBefore: areOn(await heroku.get(pathOf(team), Answer)) };
  },

  async create(heroku, wanted) {
    const { team, addOnControls } = wanted;
    const before = areOn(await heroku.get(pathOf(team), Answer));
    const outputs = { addOnControlsBefore: before };
    // What was there before is known now only.
    heroku.made(team, outputs, { ...wanted, addOnControls: before });
    if (before !== addOnControls) await changeAtFirst(heroku, turn(heroku, team, addOnControls));
    return { id: team, outputs };
  },

  async read(heroku, id, prior) {
    const found = await heroku.find(pathOf(id), Answer);
    if (!found) return undefined;
    const addOnControls = areOn(found);
    const outputs = prior?.outputs ?? { addOnControlsBefore: addOnControls };
    return { id, inputs: { team: id, addOnControls }, outputs };
  },

  async update(heroku, _id, { team, addOnControls }, prior) {
    await turn(heroku, team, addOnControls);
    return prior.outputs;
  },

  async delete(heroku, _id, { team, addOnControls, addOnControlsBefore }) {
    if (addOnControls !== addOnControlsBefore) await restore(turn(heroku, team, addOnControlsBefore));
  },
});

const pathOf = (team: string) => `/teams/${team}/preferences`;

/** Where nobody has ever switched them, Heroku says null. */
const areOn = (answer: Answer): boolean => answer["addons-controls"] ?? false;

const turn = (heroku: Heroku, team: string, on: boolean) =>
  heroku.patch(pathOf(team), {
    doing: `turn the add-on controls of team ${team} ${on ? "on" : "off"}`,
    body: { "addons-controls": on },
    answer: Answer,
  });
