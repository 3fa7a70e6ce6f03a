import { z } from "zod";
import { defineThing } from "../define/definition.ts";
import { WrongInputs } from "../define/errors.ts";
import { didYouMean } from "../define/explain.ts";
import type { Heroku } from "../define/heroku.ts";
import { idOfApp, listOfApp, partsOf } from "../define/of-app.ts";
import { requireTeam, TeamName } from "../define/of-team.ts";
import { Uuid } from "../define/uuid.ts";

const inputs = z.object({
  /** Name or UUID of the team. Changing this replaces the allowed add-on service. */
  team: TeamName.meta({ replaces: true }),
  /**
   * Name of the service as `heroku addons:services` lists it, such as `heroku-redis`. Changing this replaces the allowed
   * add-on service.
   */
  service: z.string().min(1).meta({ replaces: true }),
});

const outputs = z.object({});

const Answer = z.object({ id: Uuid, addon_service: z.object({ name: z.string() }) });
type Answer = z.output<typeof Answer>;

/**
 * A service whose add-ons the members of a team may make while the team's add-on controls are on (`TeamPreferences`). One
 * that is allowed already is taken as it is; add-ons that are there stay, whatever is allowed.
 * https://devcenter.heroku.com/articles/add-on-controls
 *
 * @example
 * new AllowedAddOnService("redis", { team: "example", service: "heroku-redis" });
 */
export const allowedAddOnService = defineThing({
  type: "AllowedAddOnService",
  importId: "the team's name and the service's, such as `example/heroku-redis`",
  inputs,
  outputs,
  claims: { by: ["team", "service"] },

  async preview(heroku, { team, service }, prior) {
    if (team !== undefined && team !== prior?.inputs.team) await requireTeam(heroku, team);
    if (service !== undefined && service !== prior?.inputs.service) await requireService(heroku, service);
    return {};
  },

  async create(heroku, { team, service }) {
    await heroku.createOnce({
      doing: `allow ${service} to team ${team}`,
      path: pathOf(team),
      body: { addon_service: service },
      answer: z.unknown(),
      find: async () => (await heroku.look(pathOf(team), z.array(Answer)))?.find(isOf(service)),
      // Being allowed is all that it asks for.
      proof: "same",
      importId: () => idOfApp(team, service),
    });
    return { id: idOfApp(team, service), outputs: {} };
  },

  async read(heroku, id) {
    const { app: team, key: service } = partsOf(id);
    const isAllowed = (await listOfApp(heroku, pathOf(team), Answer))?.some(isOf(service));
    return isAllowed ? { id, inputs: { team, service }, outputs: {} } : undefined;
  },

  async delete(heroku, _id, { team, service }) {
    await heroku.delete(`${pathOf(team)}/${service}`, { doing: `no longer allow ${service} to team ${team}` });
  },
});

const pathOf = (team: string) => `/teams/${team}/allowed-addon-services`;

const isOf =
  (service: string) =>
  ({ addon_service }: Answer): boolean =>
    addon_service.name === service;

async function requireService(heroku: Heroku, service: string): Promise<void> {
  const names = (await heroku.list("/addon-services", z.object({ name: z.string() }))).map(({ name }) => name);
  if (names.includes(service)) return;
  const reason = `"${service}" is not an add-on service${didYouMean(service, names)}`;
  throw new WrongInputs([{ path: ["service"], reason }]);
}
