import { z } from "zod";
import { defineLookUp } from "../define/definition.ts";
import { WrongInputs } from "../define/errors.ts";
import { didYouMean } from "../define/explain.ts";

const inputs = z.object({
  /** Name of the pipeline. */
  name: z.string(),
});

const outputs = z.object({
  /** UUID of the pipeline. */
  id: z.string(),
  /** Name of the pipeline. */
  name: z.string(),
  /** Whether a team or a user owns it. */
  ownerType: z.string().optional(),
});

const Answer = z.object({
  id: z.string(),
  name: z.string(),
  owner: z.object({ type: z.string() }).nullish(),
});

/**
 * A pipeline that is not declared here, by its name.
 * https://devcenter.heroku.com/articles/pipelines
 *
 * @example
 * const { id } = await getPipeline({ name: "example" });
 */
export const pipelineLookUp = defineLookUp({
  type: "getPipeline",
  inputs,
  outputs,

  async invoke(heroku, { name }) {
    const all = await heroku.list("/pipelines", Answer);
    const [found, ...others] = all.filter((each) => each.name === name);
    const wrong = (reason: string) => new WrongInputs([{ path: ["name"], reason: `"${name}" ${reason}` }]);
    const names = all.map((each) => each.name);
    if (!found) throw wrong(`is not a pipeline that you have access to${didYouMean(name, names)}`);
    if (others.length > 0) throw wrong(`is the name of ${others.length + 1} pipelines; rename all but one`);
    return { id: found.id, name, ownerType: found.owner?.type };
  },
});
