import { z } from "zod";
import { defineLookUp } from "../define/definition.ts";
import { findNamed } from "../define/find-named.ts";

const inputs = z.object({
  /** Name of the team. */
  name: z.string(),
});

const outputs = z.object({
  /** UUID of the team. */
  id: z.string(),
  /** Name of the team. */
  name: z.string(),
  /** `team`, or `enterprise` where it belongs to an enterprise account. */
  type: z.string(),
  /** Your own role in it, such as `admin`. */
  role: z.string().optional(),
});

const Answer = z.object({ id: z.string(), name: z.string(), type: z.string(), role: z.string().nullish() });

/**
 * A team that you are in.
 * https://devcenter.heroku.com/articles/heroku-teams
 *
 * @example
 * const { id } = await getTeam({ name: "example" });
 */
export const teamLookUp = defineLookUp({
  type: "getTeam",
  inputs,
  outputs,

  async invoke(heroku, { name }) {
    const found = findNamed(await heroku.list("/teams", Answer), name, "a team that you are in");
    return { id: found.id, name, type: found.type, role: found.role ?? undefined };
  },
});
