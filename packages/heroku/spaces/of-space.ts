import { WrongInputs } from "../define/errors.ts";
import type { Heroku } from "../define/heroku.ts";
import { findSpace } from "./space.ts";

/** An IPv4 network in CIDR notation: https://devcenter.heroku.com/articles/platform-api-reference#inbound-ruleset */
export const CIDR = /^((25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(25[0-5]|2[0-4]\d|1?\d?\d)\/(3[0-2]|[12]?\d)$/;

/** The UUID of a space that may be given by name; what is gone is left as it was given. */
export const spaceUuid = async (heroku: Heroku, space: string): Promise<string> =>
  (await findSpace(heroku, space))?.id ?? space;

/** Refuses a space that is not there, of what is new; one that is not known yet is made in the same run. */
export async function requireSpace(heroku: Heroku, space: string | undefined, prior: object | undefined) {
  if (prior || space === undefined || (await findSpace(heroku, space))) return;
  throw new WrongInputs([{ path: ["space"], reason: `"${space}" is not a space that you have access to` }]);
}
