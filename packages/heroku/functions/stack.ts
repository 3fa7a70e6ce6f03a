import { z } from "zod";
import { defineLookUp } from "../define/definition.ts";
import { WrongInputs } from "../define/errors.ts";
import { didYouMean } from "../define/explain.ts";
import { lookUp, lookUpOutput } from "../define/sdk.ts";

const inputs = z.object({
  /** Name of the stack, such as `heroku-24`. */
  name: z.string(),
});

const outputs = z.object({
  /** UUID of the stack. */
  id: z.string(),
  /** Name of the stack. */
  name: z.string(),
  /** Whether new apps get it where nothing else is said. */
  isDefault: z.boolean(),
  /** Heroku's word for how far it can be relied on, such as `public` or `deprecated`. */
  state: z.string(),
});

const Answer = z.object({ id: z.string(), name: z.string(), default: z.boolean(), state: z.string() });

export const stackLookUp = defineLookUp({
  type: "getStack",
  inputs,
  outputs,

  async invoke(heroku, { name }) {
    const all = await heroku.list("/stacks", Answer);
    const found = all.find((each) => each.name === name);
    if (!found) {
      const names = all.map((each) => each.name);
      throw new WrongInputs([{ path: ["name"], reason: `"${name}" is not a stack${didYouMean(name, names)}` }]);
    }
    return { id: found.id, name, isDefault: found.default, state: found.state };
  },
});

/**
 * The operating system image that builds and dynos use.
 * https://devcenter.heroku.com/articles/stack
 *
 * @example
 * const { isDefault } = await getStack({ name: "heroku-24" });
 */
export const getStack = lookUp(stackLookUp);

/** `getStack` with arguments that may be outputs. */
export const getStackOutput = lookUpOutput(stackLookUp);
