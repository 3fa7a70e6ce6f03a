import { z } from "zod";
import { WrongInputs } from "../define/errors.ts";
import type { Heroku } from "../define/heroku.ts";
import { findNamed } from "./add-on.ts";
import { WaitStatus } from "./ready.ts";

/**
 * What `heroku pg:info` and `heroku redis:info` read. The answer has the address with its password too, and may have lines
 * with those of other databases: only lines that are known to hold none are told.
 */
const Answer = z.object({
  info: z.array(z.object({ name: z.string(), values: z.array(z.unknown()) })),
});

/** Where the Data API tells of a database or store. */
interface Paths {
  info: string;
  wait: string;
}

/** What look-ups of databases and stores tell alike, and a line of the rest by its title. */
export interface Info {
  common: { id: string; name: string; app: string; plan: string; available: boolean };
  line(title: string): string | undefined;
}

/** Of the add-on of this name or UUID; refuses one of another service, and one that is not provisioned yet. */
export async function infoOf(
  heroku: Heroku,
  addOn: string,
  service: string,
  paths: (id: string) => Paths,
): Promise<Info> {
  const { id, name, app, plan, addon_service } = await findNamed(heroku, addOn);
  const refused = (reason: string) => new WrongInputs([{ path: ["addOn"], reason: `"${addOn}" ${reason}` }]);
  if (addon_service.name !== service)
    throw refused(`is an add-on of ${addon_service.name}, not of ${service}; getAddOn tells of it`);
  const { info, wait } = paths(id);
  const [found, status] = await Promise.all([heroku.find(info, Answer), heroku.find(wait, WaitStatus)]);
  if (!found || !status) throw refused(`is not provisioned yet; wait with \`heroku addons:wait ${name}\``);
  return {
    common: { id, name, app: app.id, plan: plan.name, available: status["waiting?"] !== true },
    line: (title) =>
      found.info
        .find((each) => each.name.toLowerCase() === title.toLowerCase())
        ?.values.map(String)
        .join(", "),
  };
}
