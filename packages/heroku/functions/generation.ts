import { z } from "zod";
import { defineLookUp } from "../define/definition.ts";
import { findNamed } from "../define/find-named.ts";

const inputs = z.object({
  /** Name of the generation: `cedar` or `fir`. */
  name: z.string(),
  /** Name or UUID of a team that has to be allowed to use it; whoever may use it where it is left out. */
  team: z.string().optional(),
});

const outputs = z.object({
  /** UUID of the generation. */
  id: z.string(),
  /** Name of the generation. */
  name: z.string(),
});

const Answer = z.object({ id: z.string(), name: z.string() });

/**
 * A generation of the Heroku platform: how apps of it are built, run and routed to.
 * https://devcenter.heroku.com/articles/generations
 *
 * @example
 * const { name } = await getGeneration({ name: "fir", team: "example" });
 */
export const generationLookUp = defineLookUp({
  type: "getGeneration",
  inputs,
  outputs,

  async invoke(heroku, { name, team }) {
    const path = team === undefined ? "/generations" : `/teams/${team}/available-generations`;
    const kind = team === undefined ? "a generation" : `a generation that team ${team} may use`;
    const { id } = findNamed(await heroku.list(path, Answer), name, kind);
    return { id, name };
  },
});
